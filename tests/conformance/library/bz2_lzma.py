"""bz2 and lzma: piece by piece, limits, filters, errors, files, archives."""
import bz2, lzma, _bz2, _lzma


def t(function, *args, **kwargs):
    shown = [repr(x)[:40] for x in args]
    try:
        result = function(*args, **kwargs)
        if not isinstance(result, (_bz2.BZ2Compressor, lzma.LZMACompressor)):
            result = repr(result)[:80]
        else:
            result = type(result)
        print(function.__qualname__, shown, kwargs, "->", result)
    except Exception as e:
        print(function.__qualname__, shown, kwargs, type(e).__module__, type(e).__name__, e)


t(_bz2.BZ2Compressor,0); t(_bz2.BZ2Compressor,10); t(_bz2.BZ2Compressor,'x'); t(_bz2.BZ2Compressor,compresslevel=3)
c=_bz2.BZ2Compressor(1); t(c.compress,b'abc'); t(c.compress,'x'); x=c.flush(); print(x); t(c.flush); t(c.compress,b'x')
d=_bz2.BZ2Decompressor(); t(d.decompress,x[:10]); print(d.needs_input,d.eof,d.unused_data); t(d.decompress,x[10:]+b'rest'); print(d.needs_input,d.eof,d.unused_data); t(d.decompress,b'x')
d=_bz2.BZ2Decompressor(); t(d.decompress,b'garbage garbage')
t(d.decompress,b'x')
big=bz2.compress(bytes(100000)); d=_bz2.BZ2Decompressor(); r=d.decompress(big,100); print(len(r),d.needs_input,d.eof); r=d.decompress(b'',50); print(len(r)); r=d.decompress(b'',-1); print(len(r),d.eof, d.needs_input); 
d=_bz2.BZ2Decompressor(); r=d.decompress(big[:20],0); print(r, d.needs_input); r=d.decompress(big[20:],max_length=0);print(r, d.needs_input);r=d.decompress(b'',max_length=10);print(r, d.needs_input)
t(bz2.decompress,b'BZh9xx'); t(bz2.decompress,big[:20]); t(bz2.decompress, big+b'trail'); t(bz2.decompress,b'')
# lzma
t(lzma.LZMACompressor,99); t(lzma.LZMACompressor,check=99); t(lzma.LZMACompressor,preset=99); t(lzma.LZMACompressor,format=lzma.FORMAT_ALONE,check=1); t(lzma.LZMACompressor,format=lzma.FORMAT_RAW); t(lzma.LZMACompressor,format=lzma.FORMAT_RAW,preset=1,filters=[]); t(lzma.LZMACompressor,preset=1,filters=[]); t(lzma.LZMACompressor,filters=[]); t(lzma.LZMACompressor,filters=[{}]);t(lzma.LZMACompressor,filters=[{"id":1}]); t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_LZMA2,"foo":1}]); t(lzma.LZMACompressor,filters=[5]); t(lzma.LZMACompressor,filters=5); t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_LZMA2,"preset":1}]*5); t(lzma.LZMACompressor,format=99); t(lzma.LZMACompressor,format='x'); t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_DELTA,"dist":1000}]); t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_X86,"foo":1}]);t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_DELTA,"foo":1}]);t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_LZMA2,"preset":77}]);t(lzma.LZMACompressor,preset='x')
t(lzma.LZMACompressor,filters=[{"id":"x"}]); t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_LZMA2,"lc":'x'}]); t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_LZMA2,"lc":-1}]); t(lzma.LZMACompressor,filters=[{"id":lzma.FILTER_LZMA2,"lc":1<<40}])
t(lzma.LZMADecompressor,99); t(lzma.LZMADecompressor,format=lzma.FORMAT_RAW); t(lzma.LZMADecompressor,filters=[]); t(lzma.LZMADecompressor,memlimit=-1); t(lzma.LZMADecompressor,format=lzma.FORMAT_RAW,memlimit=3,filters=[])
x=lzma.compress(b'hello'*100); d=lzma.LZMADecompressor(); print(d.check,d.eof,d.needs_input,d.unused_data); t(d.decompress,x[:30]); print(d.check,d.eof,d.needs_input); t(d.decompress,x[30:]+b'zz'); print(d.check,d.eof,d.needs_input,d.unused_data); t(d.decompress,b'')
d=lzma.LZMADecompressor(memlimit=1000); t(d.decompress,x); d=lzma.LZMADecompressor(); t(d.decompress,b'garbage garbage garbage'); d=lzma.LZMADecompressor(); t(d.decompress,x[:20]+b'garbage garbage garbage'*10)
for fmt in (lzma.FORMAT_XZ,lzma.FORMAT_ALONE): 
    y=lzma.compress(b'hello'*100,format=fmt); print(y[:20], lzma.decompress(y)==b'hello'*100)
f=[{"id":lzma.FILTER_DELTA,"dist":4},{"id":lzma.FILTER_LZMA2,"preset":7|lzma.PRESET_EXTREME,"dict_size":1<<20,"lc":2,"mode":lzma.MODE_FAST,"nice_len":20,"mf":lzma.MF_HC4,"depth":5}]
y=lzma.compress(b'hello'*100,format=lzma.FORMAT_RAW,filters=f); print(y, lzma.decompress(y,lzma.FORMAT_RAW,filters=f)[:10])
t(lzma.is_check_supported,4); t(lzma.is_check_supported,5); t(lzma.is_check_supported,99); t(lzma.is_check_supported,-1)
t(_lzma._encode_filter_properties,f[0]); t(_lzma._encode_filter_properties,f[1]); t(_lzma._decode_filter_properties,3,b'\x03'); t(_lzma._decode_filter_properties,lzma.FILTER_LZMA2,b'\x14'); t(_lzma._decode_filter_properties,lzma.FILTER_LZMA1,b']\x00\x00\x80\x00'); 
c=lzma.LZMACompressor(); z=c.compress(b'abc')+c.flush(); t(c.flush); t(c.compress,b'a'); print(len(z))
t(lzma.decompress,z[:-3]); t(lzma.decompress,z+b'junk'); t(lzma.decompress,b'')
big=lzma.compress(bytes(100000)); d=lzma.LZMADecompressor(); r=d.decompress(big,100); print(len(r),d.needs_input,d.eof); r=d.decompress(b'',50); print(len(r)); r=d.decompress(b'',-1); print(len(r),d.eof, d.needs_input)
import io
with lzma.open(io.BytesIO(big)) as g: print(len(g.read(5)), g.tell(), g.seek(-5,2), g.read())
with bz2.open(io.BytesIO(bz2.compress(b'a\nb\n')),'rt') as g: print(list(g))

import os, random, shutil, tarfile, tempfile, zipfile
rng = random.Random(5)
noise = rng.randbytes(300000) + b"line\n" * 50000
for module in (bz2, lzma):
    packed = module.compress(noise)
    print(module.__name__, module.decompress(packed) == noise, module.decompress(packed + packed) == noise * 2)
    d = bz2.BZ2Decompressor() if module is bz2 else lzma.LZMADecompressor()
    out = b"".join(d.decompress(packed[i:i + 777]) for i in range(0, len(packed), 777))
    print(out == noise, d.eof, d.needs_input)
    c = bz2.BZ2Compressor() if module is bz2 else lzma.LZMACompressor()
    packed = b"".join(c.compress(noise[i:i + 999]) for i in range(0, len(noise), 999)) + c.flush()
    print(module.decompress(packed) == noise)
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    os.mkdir("in")
    for name in ("a", "b"):
        with open("in/" + name, "w") as f:
            f.write(name * 1000)
    for kind in ("bztar", "xztar", "gztar", "zip"):
        archive = shutil.make_archive("out-" + kind, kind, "in")
        shutil.unpack_archive(archive, "back-" + kind)
        print(os.path.basename(archive), sorted(os.listdir("back-" + kind)), os.path.getsize("back-" + kind + "/a"))
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile("z.zip", "w", method) as z:
            z.writestr("x", b"hello" * 100)
        with zipfile.ZipFile("z.zip") as z:
            print(z.read("x") == b"hello" * 100, z.getinfo("x").compress_size, z.testzip())
    with tarfile.open("t.tar.xz", "w:xz", preset=1) as t:
        t.add("in")
    with tarfile.open("t.tar.xz") as t:
        print(sorted(t.getnames()))
    os.chdir("/")
