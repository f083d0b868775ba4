"""Words of Indonesian chat: what says nothing about a claim, and what is spelled in other ways or means the same."""

STOP = frozenset(
    """
    ada adalah admin agar akan aku anda antara apa apakah atas atau bagi bahwa bangka banyak bapak baru bawah beberapa belum benar
    besok betul bisa bu bukan dalam dan dapat dari dekat demi dengan di dia grup guys hal harap hari harus hingga ibu info
    informasi ini itu jadi jam jangan jika juga kabar kabupaten kak kalau kali kalian kami kamu kan karena kata katanya ke kemarin
    kepada ketika kita lagi lah lain lalu lebih maka malah malam masih mau mereka min mohon nah namun nanti nya oleh orang pada
    pagi pak paling para per pernah pula pun resmi saat saja sama sampai sangat sangatlah saya se sebab sebagai sebar sebarkan
    sebelah secara sedang segera sejak sekali sekarang selalu seluruh semua seperti serta share siang sini situ sore sudah supaya
    tapi telah teman tentang terima tersebut tetapi tiap tidak tolong untuk viral viralkan warga ya yaitu yakni yang
    """.split()  # noqa: SIM905  a list of a word per line would be ten times as long
)

SPELLED = {
    "ambrol": "jebol", "ambruk": "roboh", "asn": "pns", "bansos": "bantuan", "bbm": "bensin", "begal": "rampok", "bgt": "banget",
    "blm": "belum", "bln": "bulan", "blt": "bantuan", "bnyk": "banyak", "cashback": "hadiah", "cpns": "pns", "cuma": "gratis",
    "dgn": "dengan", "diculik": "culik", "diliburkan": "libur", "diputihkan": "putih", "dpt": "dapat", "dr": "dari", "duit": "uang",
    "duwit": "uang", "elpiji": "lpg", "ga": "tidak", "gak": "tidak", "gas": "lpg", "gempabumi": "gempa", "gk": "tidak",
    "handphone": "ponsel", "hp": "ponsel", "hr": "hari", "imunisasi": "vaksin", "jgn": "jangan", "kab": "kabupaten", "kalo": "kalau",
    "kebakaran": "bakar", "kebanjiran": "banjir", "kec": "kecamatan", "klo": "kalau", "krn": "karena", "lowker": "loker",
    "lowongan": "loker", "makam": "kubur", "mati": "meninggal", "menculik": "culik", "mengungsi": "ungsi", "nggak": "tidak",
    "org": "orang", "pemutihan": "putih", "penculik": "culik", "penculikan": "culik", "pengungsian": "ungsi", "pertalite": "bensin",
    "razia": "tilang", "rmh": "rumah", "rs": "rumahsakit", "rsud": "rumahsakit", "rubuh": "roboh", "runtuh": "jebol", "sdh": "sudah",
    "sklh": "sekolah", "skolah": "sekolah", "sktr": "sekitar", "tdk": "tidak", "terbakar": "bakar", "tewas": "meninggal",
    "thn": "tahun", "tilangan": "tilang", "udah": "sudah", "undian": "hadiah", "utk": "untuk", "vaksinasi": "vaksin",
    "vaksinnya": "vaksin", "wa": "whatsapp", "wafat": "meninggal", "yg": "yang",
}  # fmt: skip
