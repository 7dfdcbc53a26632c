# A package that the import programs fail in.
