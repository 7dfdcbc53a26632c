# A digit outside the base.
x = 0b102
