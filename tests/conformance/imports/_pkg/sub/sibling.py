# A sibling module.
value = "sibling"
