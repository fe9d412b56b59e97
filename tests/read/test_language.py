"""English is read; other languages are refused where that is certain."""

import pytest

from onrecord.read import read_bytes, read_text
from onrecord.record.errors import UnsupportedLanguage

FOREIGN = {
    "uk": (
        "Міський голова Таррова заявив у понеділок, що старий міст залишатиметься "
        "закритим до весни, бо його треба ремонтувати."
    ),
    "ru": (
        "Мэр города заявил в понедельник, что старый мост останется закрытым до весны, "
        "потому что его нужно ремонтировать."
    ),
    "ar": (
        "قال رئيس بلدية المدينة يوم الاثنين إن الجسر القديم سيبقى مغلقا حتى الربيع لأن "
        "إصلاحه يحتاج إلى وقت طويل."
    ),
    "he": "ראש העיר אמר ביום שני כי הגשר הישן יישאר סגור עד האביב.",
    "el": "Ο δήμαρχος είπε τη Δευτέρα ότι η παλιά γέφυρα θα μείνει κλειστή.",
    "zh": "市长星期一表示，旧桥将关闭至春天，因为维修需要时间。",
    "ja": "市長は月曜日、古い橋は春まで閉鎖されると述べた。",
    "ko": "시장은 월요일 낡은 다리가 봄까지 폐쇄된다고 말했다.",
    "de": (
        "Der Bürgermeister sagte am Montag, dass die alte Brücke bis zum Frühling "
        "geschlossen bleibt, weil die Arbeiten länger dauern, als es die Stadt im Herbst "
        "angekündigt hatte."
    ),
    "fr": (
        "Le maire a déclaré lundi que le vieux pont resterait fermé jusqu’au printemps, "
        "car les travaux dureront plus longtemps que ce que la ville avait annoncé à "
        "l’automne."
    ),
    "es": (
        "El alcalde dijo el lunes que el viejo puente seguirá cerrado hasta la primavera,"
        " porque las obras durarán más de lo que la ciudad había anunciado en otoño."
    ),
    "nl": (
        "De burgemeester zei maandag dat de oude brug tot het voorjaar gesloten blijft, "
        "omdat het werk langer duurt dan de stad in het najaar had aangekondigd, en dat "
        "niemand er iets aan kan doen."
    ),
    "pt": (
        "O prefeito disse na segunda-feira que a velha ponte continuará fechada até a "
        "primavera, porque as obras vão durar mais do que a cidade havia anunciado no "
        "outono."
    ),
    "tr": (
        "Belediye başkanı pazartesi günü yaptığı açıklamada eski köprünün ilkbahara kadar"
        " kapalı kalacağını, çünkü çalışmaların belediyenin sonbaharda duyurduğundan daha"
        " uzun süreceğini ve kimsenin buna bir şey yapamayacağını söyledi."
    ),
}


@pytest.mark.parametrize("code", FOREIGN)
def test_other_languages_are_refused_by_name(code: str):
    """A report in another language is refused with the code of its language."""
    with pytest.raises(UnsupportedLanguage, match=f"language {code} is not supported; nothing was read"):
        read_text(FOREIGN[code])


def test_other_languages_are_refused_in_old_encodings_too():
    """A Russian file in an old encoding is refused for its language."""
    with pytest.raises(UnsupportedLanguage, match="language ru is not supported"):
        read_bytes((FOREIGN["ru"] * 3).encode("cp1251"), path=None)


@pytest.mark.parametrize("code", ["uk", "ar", "de", "ja"])
def test_foreign_quotations_are_read(code: str):
    """An English report may quote another language."""
    text = (
        "The mayor of Tarrow said on Monday that the old bridge would be closed until spring, and that the "
        f"town had no other choice. “{FOREIGN[code]}” she wrote on her page, which is read by many of those "
        "on the other bank. They were not told before the barriers went up, and they will take the ferry."
    )
    assert read_text(text).report.language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Rain.",
        "Fine!",
        "Hotel Sakura, Tarrow",
        "Mayor resigns",
        "12 : 3",
        "10 µm",
        "Chef de cuisine Jean Petit",
        "Sì, sì.",
    ],
)
def test_short_texts_are_given_the_benefit_of_the_doubt(text: str):
    """A text too short to tell is read as English."""
    assert read_text(text).report.language == "en"


def test_lists_of_foreign_names_are_read():
    """English with many names and few small words is no other language."""
    text = (
        "Results, Tarrow Open: Müller beat Svensson 6-2 6-3, Dubois beat García 6-4 6-4, Kowalski beat "
        "Özdemir 7-5 6-1, Rossi beat Ivanović 6-0 6-0, Brandt beat Nguyen 6-3 7-6, play resumes tomorrow."
    )
    assert read_text(text).report.language == "en"


def test_capitals_and_curly_apostrophes_are_english():
    """English in capitals is English."""
    assert (
        read_text("THE MAYOR SAID IT WASN’T HER FAULT THAT THE BRIDGE WAS CLOSED. " * 5).report.language
        == "en"
    )
