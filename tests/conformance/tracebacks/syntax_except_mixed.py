# except and except* mixed.
try:
    pass
except A:
    pass
except* B:
    pass
