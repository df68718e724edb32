"""What an import of a form export works out before `services.import_people` carries it out.

`plan` is the whole of it; whose answers they are (`identity`, `names`), which organisations they name, what
they change (`merge`) and what they leave to be decided (`open_questions`, `wishes`) is each its own module.
Nothing here reads or writes a file.
"""
