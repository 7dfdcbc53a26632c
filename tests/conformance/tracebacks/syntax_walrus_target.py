# A walrus with an attribute as its target.
(a.b := 5)
