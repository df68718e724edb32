"""What an import of a form export works out before `services.import_people` carries it out.

`plan` is the whole of it, read it first. Whose answers they are (`identity`, `names`), which organisations
they name, what they change of what is `held` (`merge`, `access_needs`), what keeps them out (`obstacles`)
and what they leave to be decided (`unknown_values`; `wishes`, `named_people`) is each its own module.
Nothing here reads or writes a file.
"""
