# A starred expression in a wrong place.
x = *y
