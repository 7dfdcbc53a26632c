# sys.exit with a number.
import sys
print("exits with 7")
sys.exit(7)
