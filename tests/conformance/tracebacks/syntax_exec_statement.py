# exec without parentheses.
exec "code"
