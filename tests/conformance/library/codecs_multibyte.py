"""The East Asian codecs: errors, incremental and stream classes, states, pairs."""
import codecs, io
def t(f,*a,**k):
    try: print(ascii(f(*a,**k)))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
T='aあ漢字ー한글中文€\xa5~\\\n'
for n in 'euc_jp shift_jis cp932 gb18030 gbk gb2312 euc_kr cp949 johab big5 cp950 big5hkscs hz iso2022_kr iso2022_jp iso2022_jp_2 iso2022_jp_ext iso2022_jp_2004 shift_jis_2004'.split():
    for e in ('strict','ignore','replace','backslashreplace'):
        t(T.encode,n,e)
    b=T.encode(n,'ignore'); t(b.decode,n)
    d=codecs.getincrementaldecoder(n)()
    print(ascii([d.decode(b[i:i+1]) for i in range(len(b))]), d.getstate()); t(d.decode,b'',True)
    e=codecs.getincrementalencoder(n)('replace'); print([e.encode(c) for c in T], e.getstate(), e.encode('',True))
    r=codecs.getreader(n)(io.BytesIO(b*3)); print(ascii(r.readline()), ascii(r.read(3)), ascii(r.readlines()))
    o=io.BytesIO(); w=codecs.getwriter(n)(o,'replace'); w.write(T); w.writelines(['あ','b漢']); w.reset(); print(o.getvalue())
    for h in ('strict','ignore','replace','backslashreplace','surrogateescape'):
        for bad in (b'a\xff\x80b',b'\x81',b'\xa4\xffz',b'\x1b$Bzz',b'~{zz'): t(bad.decode,n,h)
e=codecs.getincrementalencoder('shift_jis_2004')(); print(e.encode('か'), e.getstate(), e.encode('゚'), e.encode('か'), e.encode('x'), e.encode('か',True)); e.encode('か'); st=e.getstate(); e.reset(); print(e.getstate()); e.setstate(st); print(e.encode('゚'))
t('か゚セ゚㊙'.encode,'euc_jis_2004'); t('Ê̄ê̌Ê'.encode,'big5hkscs'); t(b'\x88\x62\x88\x66'.decode,'big5hkscs')
d=codecs.getincrementaldecoder('euc_jp')(); print(d.decode(b'\xa4'), d.getstate()); d.setstate((b'\xa4',0)); print(d.decode(b'\xa2')); t(d.setstate,5); t(d.setstate,(1,2)); t(d.decode,'x'); t(d.decode,b'\xa4',True)
import _codecs_jp, _multibytecodec
t(_codecs_jp.getcodec,'gbk'); t(_codecs_jp.getcodec,5); c=_codecs_jp.getcodec('euc_jp'); t(c.encode,5); t(c.decode,'x'); t(c.decode,5); print(c.encode('あ'), c.decode(b'\xa4\xa2'), type(c)); t(type(c))
class X(_multibytecodec.MultibyteIncrementalEncoder): codec=5
t(X)
def h(e): return ('漢',e.end)
codecs.register_error('mbt',h); t('a\u0e01b'.encode,'euc_jp','mbt'); t(b'a\xffb'.decode,'euc_jp','mbt')
codecs.register_error('mbt2',lambda e:(b'!!',e.end)); t('a\u0e01b'.encode,'iso2022_jp','mbt2'); codecs.register_error('mbt3',lambda e:('\u0e02',e.end)); t('a\u0e01b'.encode,'euc_jp','mbt3'); t('\ud800'.encode,'euc_jp')
t(bytes(range(0x40,0x7f)).decode,'utf_7') if 0 else None
print('あ'.encode('shift-jis'), b'\x82\xa0'.decode('sjis'), '한'.encode('uhc'), open('/dev/null',encoding='euc-jp').read())
import hashlib
for n in 'euc_jp shift_jis cp932 euc_jis_2004 shift_jis_2004 euc_jisx0213 shift_jisx0213 gb18030 gbk gb2312 cp949 euc_kr johab cp950 big5 big5hkscs hz iso2022_kr iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext'.split():
    digest = hashlib.sha1()
    everything = "".join(map(chr, [*range(0x20, 0xD800), *range(0xE000, 0x10000), *range(0x1F600, 0x1F700), *range(0x20000, 0x20100)]))
    digest.update(everything.encode(n, 'replace'))
    digest.update(bytes(b for a in range(0x80, 0x100) for c in range(256) for b in (a, c, 0x41)).decode(n, 'replace').encode())
    print(n, digest.hexdigest())
