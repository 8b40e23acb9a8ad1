"""THE TOOLSHED. What builds and checks the house; never part of the product."""
