# An unparenthesised walrus statement.
x := 5
