# Imports itself.
import _circ.self_import as me
