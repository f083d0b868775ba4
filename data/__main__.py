"""python -m data: what is done to an installation from outside the browser."""

import argparse
import importlib
import sys

# Command → its module (imported when called) and its line in the help; a module has `arguments(parser)` and `run(args) -> exit code`.
COMMANDS = {
    "setup": ("data.commands.setup", "Cetak tautan penyiapan untuk orang pertama"),
    "demo": ("data.commands.demo", "Isi instalasi kosong dengan contoh tiga bulan kerja kedua program"),
    "migrate": ("data.commands.migrate", "Bawa basis data ke bentuk yang dipakai program ini"),
    "check": ("data.commands.check", "Periksa apakah instalasi ini siap dipakai"),
    "verify": ("data.commands.verify", "Periksa keutuhan log keputusan, berkas, dan penjaga"),
    "jobs": ("data.commands.jobs", "Jalankan pekerjaan berkala yang sudah waktunya"),
    "backup": ("data.commands.backup", "Tulis cadangan lengkap ke sebuah folder"),
    "bench": ("data.commands.bench", "Isi bangku uji bertanda dan ukur halaman serta kata kerja"),
    "erase": ("data.commands.erase", "Hapus data pribadi seseorang, dan catat agar tidak kembali dari cadangan"),
    "restore": ("data.commands.restore", "Pulihkan cadangan ke basis data yang kosong"),
}


def main(words: list[str]) -> int:
    """Exit code of the command: 0 done or whole, 1 not, 2 misunderstood."""
    if not words or words[0] not in COMMANDS:
        print("python -m data PERINTAH [--help]\n")
        print("\n".join(f"  {name:<10}{line}" for name, (_, line) in COMMANDS.items()))
        return 0 if words in ([], ["-h"], ["--help"]) else 2
    where, line = COMMANDS[words[0]]
    command = importlib.import_module(where)
    parser = argparse.ArgumentParser(prog=f"python -m data {words[0]}", description=f"{line}.")
    command.arguments(parser)
    return int(command.run(parser.parse_args(words[1:])))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
