"""What shell commands in cells read and write."""

from __future__ import annotations

from tests.dataflow.following import follow, hard_coded, written


def test_the_text_of_a_here_document_is_data() -> None:
    text = "# %%\n%%bash\ncat > Dockerfile <<EOF\nRUN echo x >> /home/bob/config\nEOF\ncp a.csv /home/eve/a.csv\n"
    assert hard_coded(text) == [("/home/eve/a.csv", "home")]
    assert written(text) == ["Dockerfile", "/home/eve/a.csv"]


def test_a_command_goes_on_behind_a_backslash() -> None:
    assert written("# %%\n%%bash\nwget -q \\\n  -O out/data.zip \\\n  https://example.org/z.zip\n") == ["out/data.zip"]


def test_quoted_pieces_side_by_side_are_one_word() -> None:
    assert hard_coded("# %%\n%%bash\nURI='gcr.io/'${PROJECT}'/train_'${NAME}\nls 'data/'$X'/opt/y/z'\n") == []


def test_a_pattern_is_no_path() -> None:
    assert hard_coded("# %%\n!sed -i '/Important Lines: /d’ notes.txt\n!grep /var/log/x notes.txt\n") == []


def test_what_is_removed_is_not_read() -> None:
    analysis = follow('# %%\nFOLDER = "/tmp/java"\n!rm -rf $FOLDER\n!mkdir $FOLDER\n')
    assert analysis.lineage == ()


def test_saved_lines_are_written_to_a_file_of_python() -> None:
    assert written("# %%\n%save notes/draft 1-3\n%save -f /data/kept.py 4\n") == ["notes/draft.py", "/data/kept.py"]


def test_a_program_run_without_a_shell_reads_and_writes_what_its_arguments_name() -> None:
    text = "# %%\nimport subprocess\nout = 'results/copy.csv'\n"
    assert written(text + "subprocess.run(['cp', 'a.csv', out], check=True)\n") == ["results/copy.csv"]
    assert written(text + "subprocess.check_call(['cp', input(), out])\n") == ["results/copy.csv"]
    assert hard_coded(text + "subprocess.run(['python', '/home/ada/clean.py'])\n") == [("/home/ada/clean.py", "home")]
    assert written(text + "subprocess.run(['bash', '-c', 'sort a.csv > b.csv'])\n") == ["b.csv"]
    assert written(text + "subprocess.run(['echo', '>', 'b.csv'])\n") == []
    assert written(text + "subprocess.run([input(), 'a.csv', 'b.csv'])\n") == []


def test_magics_write_what_was_run() -> None:
    assert written("# %%\n%notebook all.ipynb\n%history -f notes/h.py 1-3\n%history\n%logstart log.py\n") == [
        "all.ipynb",
        "notes/h.py",
        "log.py",
    ]
