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
