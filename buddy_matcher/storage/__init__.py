"""One scheme, one SQLite file: what it holds, how it is kept whole, and what helps when it is not.

From the top; each sees only what stands below it:

    scheme_file    an open file, where units of work come from; all that services need for their work
    rescue         backups, restoring one, recovery of a damaged file, salvage row by row
    document       the craft of the file: header, lock, seal, journal of SQLite, safe copies, opening
    unit_of_work   the collections of a scheme within one transaction
    erasure, journal, collection, mapping, codec, rows, formats: what stands in the tables
"""
