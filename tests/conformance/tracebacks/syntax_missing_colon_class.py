# A class definition without its colon.
class A(object)
    pass
