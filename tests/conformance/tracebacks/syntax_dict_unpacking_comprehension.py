# Dict unpacking in a comprehension.
{**a for a in b}
