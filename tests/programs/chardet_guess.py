"""chardet: encodings and languages guessed from texts encoded in many ways, whole and in pieces."""
# packages: python3-chardet

import chardet
from chardet.universaldetector import UniversalDetector

TEXTS = {
    "english": "The quick brown fox jumps over the lazy dog, and then it sleeps for a while in the warm sunshine. ",
    "french": "Les élèves français étaient très fâchés à cause de l'été où il n'y avait ni gâteau ni forêt. ",
    "german": "Die Größe der Bäume überraschte die süßen Mädchen, während die Öfen früh glühten. ",
    "russian": "Съешь же ещё этих мягких французских булок, да выпей чаю; в чащах юга жил бы цитрус. ",
    "greek": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία και τρέχω γρήγορα προς τη θάλασσα του νησιού. ",
    "hebrew": "דג סקרן שט בים מאוכזב ולפתע מצא לו חברה נעימה ויפה מאוד בין הסלעים. ",
    "turkish": "Pijamalı hasta yağız şoföre çabucak güvendi, sonra da İstanbul'a doğru yola çıktı. ",
    "japanese": "いろはにほへと散りぬるを、我が世たれぞ常ならむ。日本語の文章をここに書きます。カタカナも。",
    "chinese": "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。我们今天去学校学习中文，天气很好。",
    "traditional": "天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。我們今天去學校學習中文，天氣很好。",
    "korean": "키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다. 한국어 문장입니다. ",
    "thai": "เป็นมนุษย์สุดประเสริฐเลิศคุณค่า กว่าบรรดาฝูงสัตว์เดรัจฉาน จงฝ่าฟันพัฒนาวิชาการ ",
}
CODECS = {
    "english": ["ascii", "utf-8", "utf-16", "utf-8-sig", "utf-16-be", "utf-32"],
    "french": ["utf-8", "latin-1", "cp1252", "iso8859-15", "mac_roman"],
    "german": ["utf-8", "latin-1", "cp1252", "utf-16-le"],
    "russian": ["utf-8", "koi8-r", "cp1251", "iso8859-5", "cp866", "mac_cyrillic", "utf-32"],
    "greek": ["utf-8", "iso8859-7", "cp1253"],
    "hebrew": ["utf-8", "iso8859-8", "cp1255"],
    "turkish": ["utf-8", "iso8859-9", "cp1254"],
    "japanese": ["utf-8", "shift_jis", "euc_jp", "iso2022_jp", "cp932"],
    "chinese": ["utf-8", "gb2312", "gb18030", "hz"],
    "traditional": ["utf-8", "big5", "utf-16"],
    "korean": ["utf-8", "euc_kr", "cp949", "iso2022_kr", "johab"],
    "thai": ["utf-8", "tis_620", "cp874"],
}


def shown(result):
    return result["encoding"], round(result["confidence"], 6), result["language"]


for language, codecs in CODECS.items():
    for codec in codecs:
        data = (TEXTS[language] * 12).encode(codec)
        whole = chardet.detect(data)
        detector = UniversalDetector()
        fed = 0
        for start in range(0, len(data), 23):
            detector.feed(data[start:start + 23])
            fed += 1
            if detector.done:
                break
        pieces = detector.close()
        print(language, codec, shown(whole), shown(pieces), fed, len(chardet.detect_all(data, ignore_threshold=True)))
for data in (b"", b"a", b"\xff", b"\x00\x01", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\x00a", b"\xff\xfe\x00\x00", b"caf\xe9", b"\x80\x81\x82", b"\x1b$B", b"~{", bytes(range(256)), b"plain ascii \x1b[0m", "“smart”".encode("cp1252"), b"\xa4\xa2" * 20, b"<p>\xe9</p>" * 9):
    print(data[:20], shown(chardet.detect(data)), [shown(r) for r in chardet.detect_all(data)][:2])
detector = UniversalDetector(lang_filter=chardet.enums.LanguageFilter.CJK)
for language in ("japanese", "russian"):
    detector.reset()
    detector.feed((TEXTS[language] * 3).encode("utf-8"))
    print(shown(detector.close()), detector.done)
for bad in ("text", 5, None):
    try:
        print(chardet.detect(bad))
    except TypeError as e:
        print(e)
