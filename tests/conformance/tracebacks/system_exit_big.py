# Exit codes are truncated to a byte.
import sys
sys.exit(259)
