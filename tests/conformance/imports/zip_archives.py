# Modules and packages in zip files on sys.path, also behind and before folders.
import os
import sys
import tempfile
import zipfile

folder = tempfile.mkdtemp()
first, plain = os.path.join(folder, "first.zip"), os.path.join(folder, "plain")
os.mkdir(plain)
with zipfile.ZipFile(first, "w") as archive:
    archive.writestr("zipped_alone.py", "where = 'zip'\n")
    archive.writestr("zipped_package/__init__.py", "from . import inner\n")
    archive.writestr("zipped_package/inner.py", "text = __name__\n")
    archive.writestr("in_both.py", "where = 'zip'\n")
    archive.writestr("zipped_broken.py", "def f(:\n")
    archive.writestr("zipped_raises.py", "def f():\n    1 / 0\nf()\n")
for name, text in (("in_both", "where = 'folder'"), ("in_folder", "where = 'folder'")):
    with open(os.path.join(plain, name + ".py"), "w") as file:
        print(text, file=file)
sys.path[1:1] = [first, plain, os.path.join(folder, "missing.zip")]
import zipped_alone

print(zipped_alone.where, type(zipped_alone.__loader__).__name__)
print(os.path.relpath(zipped_alone.__file__, folder), zipped_alone.__spec__.name)
import in_both, in_folder, zipped_package

print(in_both.where, in_folder.where, zipped_package.inner.text)
print(os.path.relpath(zipped_package.__path__[0], folder))
for name in ("zipped_broken", "zipped_raises", "zipped_missing"):
    try:
        __import__(name)
    except Exception as error:
        print(type(error).__name__, str(error).replace(folder, ""))
sys.path.insert(1, os.path.join(folder, "not_a_zip"))
with open(sys.path[1], "w") as file:
    file.write("something else")
import textwrap, colorsys

print(textwrap.shorten("a b c", 10), colorsys.__name__)
