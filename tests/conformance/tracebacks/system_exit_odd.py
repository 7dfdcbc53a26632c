# SystemExit with an odd object: printed with str, status 1.
class Odd:
    def __str__(self): return "odd object as exit code"
    def __repr__(self): return "repr is not used"
raise SystemExit(Odd())
