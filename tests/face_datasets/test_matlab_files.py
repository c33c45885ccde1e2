from __future__ import annotations

import numpy as np
import pytest
import scipy.io

from face_datasets.errors import DamagedFileError
from face_datasets.matlab_files import read_matlab


def test_a_file_that_cannot_be_read_is_a_damaged_file_of_the_data_set(tmp_path):
    path = tmp_path / "a.mat"
    scipy.io.savemat(path, {"points": np.arange(6.0).reshape(2, 3)})
    np.testing.assert_array_equal(read_matlab(path, ["points"])["points"], [[0, 1, 2], [3, 4, 5]])
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(DamagedFileError, match=r"are left\)\. Restore the file"):
        read_matlab(path, ["points"])
