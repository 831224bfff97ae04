"""Calls of scikit-learn and scipy that take an optional seed: small arguments to run them twice, and what is left out.

A public function with a seed parameter that is in neither table makes a test fail, so that nothing is forgotten.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from estimator_grid import NO_YES, YES_NO, Level, one_of, or_else
from sample_data import classes
from scipy import stats

DATA = classes("generic")
X, Y = DATA["X"], DATA["y"]
P = np.abs(X)
SIMILAR = np.exp(-((X[:, None] - X[None]) ** 2).sum(-1))


@dataclass(frozen=True)
class Call:
    """How to call it; which code an unseeded call gets; parameters that decide."""

    code: str
    arguments: tuple[Any, ...] = ()
    keywords: dict[str, Any] = field(default_factory=dict)
    axes: dict[str, tuple[Level, ...]] = field(default_factory=dict)


def made(**keywords: Any) -> Call:
    """A maker of data sets."""
    return Call("NDR201", (), keywords)


def cost(x: Any) -> float:
    """Something to minimise, with many minima."""
    return float(np.sum(x**2) + 3 * np.sum(np.cos(5 * x)))


def _tree() -> Any:
    from sklearn.tree import DecisionTreeClassifier

    return DecisionTreeClassifier(random_state=0).fit(X, Y)


SHAPE = {"n_samples": 30}
D = "sklearn.datasets."
SKLEARN: dict[str, Call] = {
    "sklearn.model_selection.train_test_split": Call("NDR205", (X,), {}, {"shuffle": YES_NO}),
    "sklearn.model_selection.learning_curve": Call("NDR205", (_tree(), X, Y), {}, {"shuffle": NO_YES}),
    "sklearn.utils.shuffle": Call("NDR201", (X,)),
    "sklearn.utils.resample": Call("NDR201", (X,)),
    "sklearn.utils.random.sample_without_replacement": Call("NDR201", (50, 5)),
    "sklearn.cluster.k_means": Call("NDR204", (X, 4), {}, {"init": or_else(np.eye(4, 6), "k-means++", "random")}),
    "sklearn.cluster.kmeans_plusplus": Call("NDR204", (X, 4)),
    "sklearn.covariance.fast_mcd": Call("NDR204", (X,)),
    "sklearn.decomposition.fastica": Call("NDR204", (X, 3), {}, {"w_init": or_else(np.eye(3), None)}),
    "sklearn.decomposition.non_negative_factorization": Call(
        "NDR204", (P,), {"n_components": 3}, {"init": one_of(None, "nndsvda", "nndsvd", "nndsvdar", "random")}
    ),
    "sklearn.feature_extraction.image.extract_patches_2d": Call(
        "NDR201", (np.arange(100.0).reshape(10, 10), (3, 3)), {}, {"max_patches": or_else(5, None)}
    ),
    "sklearn.inspection.permutation_importance": Call("NDR204", (_tree(), X, Y)),
    "sklearn.linear_model.ridge_regression": Call(
        "NDR204",
        (X, X[:, 0] + Y),
        {"alpha": 1.0},
        {"solver": one_of("auto", "svd", "cholesky", "lsqr", "sparse_cg", "sag", "saga")},
    ),
    "sklearn.manifold.smacof": Call(
        "NDR204", (np.sqrt(((X[:, None] - X[None]) ** 2).sum(-1)),), {"n_init": 1, "max_iter": 20}
    ),
    "sklearn.metrics.silhouette_score": Call("NDR201", (X, Y), {}, {"sample_size": or_else(40, None)}),
    D + "make_biclusters": Call("NDR201", ((20, 20), 3)),
    D + "make_blobs": made(**SHAPE),
    D + "make_checkerboard": Call("NDR201", ((20, 20), 3)),
    D + "make_circles": Call("NDR201", (), SHAPE, {"shuffle": YES_NO, "noise": or_else(0.1, None)}),
    D + "make_classification": made(**SHAPE),
    D + "make_friedman1": made(**SHAPE),
    D + "make_friedman2": made(**SHAPE),
    D + "make_friedman3": made(**SHAPE),
    D + "make_gaussian_quantiles": made(**SHAPE),
    D + "make_hastie_10_2": made(**SHAPE),
    D + "make_low_rank_matrix": made(**SHAPE),
    D + "make_moons": Call("NDR201", (), SHAPE, {"shuffle": YES_NO, "noise": or_else(0.1, None)}),
    D + "make_multilabel_classification": made(**SHAPE),
    D + "make_regression": made(**SHAPE),
    D + "make_s_curve": made(**SHAPE),
    D + "make_sparse_coded_signal": made(n_samples=10, n_components=5, n_features=8, n_nonzero_coefs=2),
    D + "make_sparse_spd_matrix": Call("NDR201", (), {"n_dim": 8, "alpha": 0.3}),
    D + "make_sparse_uncorrelated": made(**SHAPE),
    D + "make_spd_matrix": Call("NDR201", (4,)),
    D + "make_swiss_roll": made(**SHAPE),
}
# Data sets that are shuffled on demand; not run, they are downloaded.
BY_DOCUMENTATION: dict[str, tuple[str, ...]] = {
    D + "fetch_covtype": ("data_home", "download_if_missing", "random_state", "shuffle"),
    D + "fetch_kddcup99": ("subset", "data_home", "shuffle", "random_state"),
    D + "fetch_rcv1": ("data_home", "subset", "download_if_missing", "random_state", "shuffle"),
}
Z = X[:, 0]
Q = "scipy.stats.qmc."
SCIPY: dict[str, Call] = {
    "scipy.cluster.vq.kmeans": Call("NDR201", (X, 4)),
    "scipy.cluster.vq.kmeans2": Call("NDR201", (X, 4), {}, {"minit": one_of("random", "points", "++")}),
    "scipy.linalg.clarkson_woodruff_transform": Call("NDR201", (X, 5)),
    "scipy.optimize.basinhopping": Call("NDR201", (cost, np.ones(2)), {"niter": 3}),
    "scipy.optimize.differential_evolution": Call("NDR201", (cost, [(-3, 3)] * 2), {"maxiter": 2, "polish": False}),
    "scipy.optimize.dual_annealing": Call("NDR201", (cost, [(-3, 3)] * 2), {"maxiter": 3, "no_local_search": True}),
    "scipy.sparse.rand": Call("NDR201", (8, 8), {"density": 0.4}),
    "scipy.sparse.random": Call("NDR201", (8, 8), {"density": 0.4}),
    "scipy.sparse.random_array": Call("NDR201", ((8, 8),), {"density": 0.4}),
    "scipy.stats.bootstrap": Call("NDR201", ((Z,), np.mean), {"n_resamples": 50}),
    "scipy.stats.permutation_test": Call(
        "NDR201", ((Z[:40], Z[40:] + 0.3), lambda a, b: np.mean(a) - np.mean(b)), {"n_resamples": 50}
    ),
    "scipy.stats.sobol_indices": Call(
        "NDR202", (), {"func": lambda x: x[0] + x[1] ** 2, "n": 8, "dists": [stats.norm(), stats.norm()]}
    ),
    "scipy.stats.multiscale_graphcorr": Call("NDR201", (X[:20], X[:20] ** 2), {"reps": 20}),
    Q + "Sobol": Call("NDR202", (2,), {}, {"scramble": YES_NO}),
    Q + "Halton": Call("NDR202", (2,), {}, {"scramble": YES_NO}),
    Q + "LatinHypercube": Call("NDR202", (2,)),
    Q + "PoissonDisk": Call("NDR202", (2,)),
    Q + "MultinomialQMC": Call("NDR202", ([0.2, 0.3, 0.5],), {"n_trials": 101}),
    Q + "MultivariateNormalQMC": Call("NDR202", ([0.0, 1.0],)),
}
LEFT_OUT: dict[str, str] = {
    "sklearn.preprocessing.TargetEncoder": "its seed is deprecated",
    "sklearn.model_selection.check_cv": "gives a splitter; judged where a splitter is made",
    "sklearn.model_selection.permutation_test_score": "seeded by default",
    "sklearn.datasets.fetch_20newsgroups": "seeded by default",
    "sklearn.datasets.fetch_olivetti_faces": "seeded by default",
    "sklearn.datasets.load_files": "seeded by default",
    "sklearn.inspection.PartialDependenceDisplay": "a picture; made by from_estimator",
    "sklearn.cluster.affinity_propagation": "the seed only breaks ties by noise below rounding",
    "sklearn.cluster.spectral_clustering": "wants a matrix; its class is listed",
    "sklearn.cluster.estimate_bandwidth": "seeded by default",
    "sklearn.feature_selection.mutual_info_classif": "noise that only separates equal values",
    "sklearn.feature_selection.mutual_info_regression": "noise that only separates equal values",
    "sklearn.decomposition.dict_learning_online": "the start is a decomposition; differs by rounding",
    "sklearn.decomposition.dict_learning": "the start is a decomposition; differs by rounding",
    "sklearn.decomposition.randomized_svd": "exact on small matrices, size cannot be seen",
    "sklearn.utils.extmath.randomized_svd": "exact on small matrices, size cannot be seen",
    "sklearn.utils.extmath.randomized_range_finder": "exact on small matrices, size cannot be seen",
    "sklearn.manifold.locally_linear_embedding": "a start vector only",
    "sklearn.manifold.spectral_embedding": "a start vector only",
    "sklearn.preprocessing.quantile_transform": "a sample only beyond sizes that cannot be seen",
    "sklearn.model_selection.BaseShuffleSplit": "abstract",
    "sklearn.tree.BaseDecisionTree": "abstract",
    "sklearn.utils.check_random_state": "hands on a state, draws nothing",
    "sklearn.utils.murmurhash3_32": "a hash",
    "sklearn.utils.murmurhash.murmurhash3_bytes_s32": "a hash",
    "sklearn.utils.murmurhash.murmurhash3_bytes_u32": "a hash",
    "sklearn.utils.murmurhash.murmurhash3_int_s32": "a hash",
    "sklearn.utils.murmurhash.murmurhash3_int_u32": "a hash",
    "sklearn.utils.estimator_checks.set_random_state": "for the library's own tests",
    "scipy.interpolate.BarycentricInterpolator": "an order of summation; differs by rounding",
    "scipy.interpolate.barycentric_interpolate": "an order of summation; differs by rounding",
    "scipy.linalg.interpolative.estimate_rank": "an estimate that is exact but for rounding",
    "scipy.linalg.interpolative.estimate_spectral_norm": "an estimate that is exact but for rounding",
    "scipy.linalg.interpolative.estimate_spectral_norm_diff": "an estimate that is exact but for rounding",
    "scipy.linalg.interpolative.interp_decomp": "an estimate that is exact but for rounding",
    "scipy.linalg.interpolative.svd": "an estimate that is exact but for rounding",
    "scipy.optimize.check_grad": "a check of derivatives",
    "scipy.sparse.linalg.eigs": "a start vector only",
    "scipy.sparse.linalg.eigsh": "a start vector only",
    "scipy.sparse.linalg.svds": "a start vector only",
    "scipy.spatial.distance.directed_hausdorff": "the result does not depend on it",
    "scipy.stats.dirichlet_multinomial": "has no draw",
    "scipy.stats.iqr": "rng is a range there",
    "scipy.stats.dunnett": "integration error only",
    "scipy.stats.goodness_of_fit": "wants a family of distributions; rare",
    "scipy.stats.BootstrapMethod": "a setting; drawn from where a test is given it",
    "scipy.stats.MonteCarloMethod": "a setting; drawn from where a test is given it",
    "scipy.stats.PermutationMethod": "a setting; drawn from where a test is given it",
    "scipy.stats.rv_continuous": "a family; draws in rvs",
    "scipy.stats.rv_discrete": "a family; draws in rvs",
    "scipy.stats.qmc.QMCEngine": "abstract",
    "scipy.stats.sampling.RatioUniforms": "draws in rvs",
    "scipy.stats.sampling.FastGeneratorInversion": "draws in rvs",
}
