"""The calls of `throughline`, a file for each family; `cli.table` names them all."""
