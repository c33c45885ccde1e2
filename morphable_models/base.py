"""The interface of every face model: coefficients in, geometry and reflectance out."""

from __future__ import annotations

from abc import ABC, abstractmethod

from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from geometry.rotations import axis_angle_to_matrix

FACE_PARSING_REGIONS = (
    "background",
    "skin",
    "left_brow",
    "right_brow",
    "left_eye",
    "right_eye",
    "nose",
    "mouth",
    "upper_lip",
    "lower_lip",
)
"""The ten classes of DF-MVR's face parser, in label order (left and right are the subject's)."""


class MorphableModel(nn.Module, ABC):
    """Maps coefficients to a face mesh with fixed topology.

    Model frame: x to the subject's left, y up, z out of the face; millimetres. Coefficients of
    identity and albedo are in standard deviations (a person is a draw from N(0, 1)); an expression
    coefficient of 1 is the full expression, 0 the neutral face. All tensors that do not depend on
    coefficients are buffers.

    Attributes:
        name: short name, as in `FACE_MODEL=...`.
        faces: triangles, counter-clockwise seen from outside.
        landmark_indices: vertex ids of the 68 landmarks in iBUG order (0 = the subject's right
            jaw).
        regions: label of each vertex in `FACE_PARSING_REGIONS`; "background" is everything a parser
            leaves out (ears, scalp, neck); eyeballs are eyes and the mouth interior is "mouth".
        uv: texture coordinates of each vertex in [0, 1], v up.
        face_crop: True for the vertices of the frontal face without ears, neck, mouth interior and
            eyeballs.
        expression_names: one name per expression coefficient.
        n_pose: numbers that `posed` takes; the first three turn the whole head.
    """

    name: str
    faces: Int[Tensor, "F 3"]
    landmark_indices: Int[Tensor, " 68"]
    regions: Int[Tensor, " V"]
    uv: Float[Tensor, "V 2"]
    face_crop: Bool[Tensor, " V"]
    expression_names: tuple[str, ...]
    n_identity: int
    n_expression: int
    n_albedo: int
    n_pose: int = 3

    @abstractmethod
    def vertices(
        self, identity: Float[Tensor, "B I"], expression: Float[Tensor, "B E"]
    ) -> Float[Tensor, "B V 3"]:
        """Return vertices in the model frame, millimetres."""

    @abstractmethod
    def diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return diffuse albedo per vertex, sRGB-encoded; not clamped: gradients survive."""

    @abstractmethod
    def specular_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return specular intensity per vertex, linear, coupled to the same coefficients."""

    def linear_diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return diffuse albedo per vertex, linear, as `specular_albedo` is.

        A model whose albedo is linear by nature returns that, not clamped.
        """
        # The smallest value keeps the gradient of the power finite.
        return self.diffuse_albedo(albedo).clamp(min=1e-6) ** 2.2

    def landmarks(self, vertices: Float[Tensor, "B V 3"]) -> Float[Tensor, "B 68 3"]:
        """Pick the 68 landmarks out of vertices in any frame."""
        return vertices[:, self.landmark_indices]

    @property
    def pose_origin(self) -> Float[Tensor, " 3"]:
        """The point of the model frame about which `posed` turns the head, mm: the face's middle.

        A centre far from the face would move it across the image with every turn.
        """
        return self.mean_shape[self.face_crop].mean(dim=0)

    def posed(
        self,
        identity: Float[Tensor, "B I"],
        expression: Float[Tensor, "B E"],
        pose: Float[Tensor, "B P"],
    ) -> Float[Tensor, "B V 3"]:
        """Turn the head in the model frame.

        Args:
            identity: as for `vertices`.
            expression: as for `vertices`.
            pose: axis-angle vector of the head, radians, about `pose_origin`; a model with joints
                takes more than these three numbers (`n_pose`) and its own centre.

        Returns:
            Vertices in the model frame, millimetres.
        """
        return self.posed_views(identity, expression, pose[:, None])[:, 0]

    def posed_views(
        self,
        identity: Float[Tensor, "B I"],
        expression: Float[Tensor, "B E"],
        pose: Float[Tensor, "B N P"],
    ) -> Float[Tensor, "B N V 3"]:
        """Turn each head in N ways: `posed` for several views of a person, who is made once.

        A model with joints overrides this one, with more numbers per pose.
        """
        rotation = axis_angle_to_matrix(pose[..., :3])
        arms = self.vertices(identity, expression)[:, None] - self.pose_origin
        return arms @ rotation.transpose(-1, -2) + self.pose_origin

    def posed_landmarks(
        self,
        vertices: Float[Tensor, "B V 3"],
        pose: Float[Tensor, "B P"],
    ) -> Float[Tensor, "B 68 3"]:
        """Pick the landmarks out of vertices in any frame, given the pose that they were made with.

        Only a model whose contour slides over the head as it turns looks at the pose.
        """
        return self.landmarks(vertices)

    @property
    def skin_mask(self) -> Bool[Tensor, " V"]:
        """True for the vertices whose reflectance should be even."""
        return self.regions == FACE_PARSING_REGIONS.index("skin")

    @property
    def mouth_loop(self) -> Int[Tensor, " M"]:
        """Vertex ids around the opening of the mouth, a closed loop in order.

        It begins at the subject's right corner and returns along the lower lip: the landmarks of
        the inner lips, or the open edge of a model that has one.
        """
        return self.landmark_indices[60:68]

    @property
    def points_101(self) -> Int[Tensor, " 101"] | None:
        """Vertex ids of the 101 points of Pixel-Face that DF-MVR compares, where they are known."""
        return None

    @property
    def mean_shape(self) -> Float[Tensor, "V 3"]:
        """The neutral mean face: all coefficients zero."""
        identity = self.uv.new_zeros(1, self.n_identity)
        return self.vertices(identity, self.uv.new_zeros(1, self.n_expression))[0]
