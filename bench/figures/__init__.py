"""One module for each figure; `bench.__main__.FIGURES` lists them."""
