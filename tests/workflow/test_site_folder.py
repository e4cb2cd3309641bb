"""The folder of a site: nobody else's things are touched, and what was begun is finished."""

import json
import os
from pathlib import Path

import pytest

from db.files import Files
from tests.workflow.office import Office
from tests.workflow.played import ADDRESS, no_room, published, tree
from workflow.site_folder import MANIFEST, STARTED, BrokenSite, CouldNotPublish, NotOurSite


def test_a_folder_with_other_things_is_refused(played: Office, files: Files, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/letter.txt").write_text("mine")
    with pytest.raises(NotOurSite, match=r"letter\.txt"):
        published(played, tmp_path / "other", files)
    assert tree(tmp_path / "other").keys() == {"letter.txt"}


def test_a_list_of_files_that_names_others_is_refused(played: Office, files: Files, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    told = {"format": "sagsgang-site", "files": {"../letter.txt": "0"}}
    (tmp_path / "site" / MANIFEST).write_text(json.dumps(told))
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(BrokenSite, match=r"\.\./letter\.txt"):
        published(played, tmp_path / "site", files)
    assert (tmp_path / "letter.txt").exists()


def test_a_run_that_was_broken_off_is_finished_by_the_next(played: Office, files: Files, tmp_path: Path) -> None:
    whole, site = tmp_path / "whole", tmp_path / "site"
    published(played, whole, files)
    site.mkdir()
    (site / STARTED).write_text("old/orphan.html\nindex.html\n")
    (site / "old").mkdir()
    (site / "old/orphan.html").write_text("Papegøjen")
    (site / "old/.orphan.html.half").write_text("Papegø")
    (site / "index.html").write_text("half of it")
    published(played, site, files)
    assert tree(site) == tree(whole)


def test_nothing_is_written_through_a_link_that_leads_out(played: Office, files: Files, tmp_path: Path) -> None:
    published(played, tmp_path / "site", files, forum="K22")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site/kkr").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CouldNotPublish, match="a link leads out of the folder"):
        published(played, tmp_path / "site", files)
    assert tree(tmp_path / "elsewhere") == {}


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_without_leave_is_told_of(played: Office, files: Files, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir(mode=0o500)
    with pytest.raises(CouldNotPublish, match="permission denied"):
        published(played, tmp_path / "site", files)


def test_a_file_in_the_place_of_a_folder_is_told_of(played: Office, files: Files, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("no folder")
    with pytest.raises(CouldNotPublish, match="not a directory"):
        published(played, tmp_path / "site", files)


def test_where_there_is_no_room_the_old_site_stands(played: Office, files: Files, tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(played, site, files)
    before = tree(site)
    with no_room(), pytest.raises(CouldNotPublish, match="file too large"):
        published(played, site, files, address=ADDRESS)
    assert {path: digest for path, digest in tree(site).items() if path != STARTED} == before
    published(played, site, files, address=ADDRESS)
    published(played, tmp_path / "other", files, address=ADDRESS)
    assert tree(site) == tree(tmp_path / "other")
