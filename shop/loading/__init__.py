"""Reads the catalogue files of data/ into the database: all of them, or nothing.

`files` opens them, the `read_*` modules turn records into rows and name what is wrong with them,
`writing` brings the tables to the state of the rows, `load` does it in one transaction.
"""
