# Replaced when the library can be installed.
