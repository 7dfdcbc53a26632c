# SystemExit without a code, and from nested code, ends quietly with status 0.
print("quiet")
try:
    try:
        1 / 0
    finally:
        raise SystemExit
finally:
    print("last words")
