"""Which scikit-learn classes are fitted twice, on which data, over which values of which parameters.

An axis is a parameter with its values; each value has the test that the table will say about it. The first value is the
default. Values that stand for a class of values (any array, any number below 1) carry their test themselves.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

ABSENT = object()  # the argument is left out


@dataclass(frozen=True)
class Level:
    """One value of a parameter, and what the table says of such a value."""

    value: Any
    test: str  # JSON of a schema.Test


@dataclass(frozen=True)
class Spec:
    """One class: its data by size, arguments that it cannot do without, and the parameters that matter."""

    name: str
    data: str
    axes: dict[str, tuple[Level, ...]] = field(default_factory=dict)
    arguments: dict[str, Any] = field(default_factory=dict)
    larger: tuple[str, ...] = ()
    kind: str = "estimator"


def one_of(*values: Any) -> tuple[Level, ...]:
    """An axis of named values."""
    return tuple(Level(v, json.dumps({"in": [v]})) for v in values)


def below_one(default: Any = 1.0, value: float = 0.5) -> tuple[Level, ...]:
    """A share: all, or less than all."""
    return (Level(default, json.dumps({"in": [default]})), Level(value, '{"lt": 1.0}'))


def or_else(value: Any, *default: Any) -> tuple[Level, ...]:
    """Named values, or any other, of which `value` is one."""
    return (*one_of(*default), Level(value, json.dumps({"not_in": list(default)})))


def or_random(plain: Any, tree: Any, default: Any = None) -> tuple[Level, ...]:
    """An estimator argument: none, one that is not random, one that is random and unseeded."""
    return (
        Level(default, json.dumps({"in": [default]})),
        Level(plain, '{"not_in": [null], "random": false}'),
        Level(tree, '{"random": true}'),
    )


YES_NO, NO_YES = one_of(True, False), one_of(False, True)
C, R = LogisticRegression(), LinearRegression()
TREE_C, TREE_R = DecisionTreeClassifier(max_depth=4), DecisionTreeRegressor(max_depth=4)
LOGISTIC = one_of("lbfgs", "liblinear", "newton-cg", "newton-cholesky", "sag", "saga")
PROBABILITY = (Level(False, '{"in": [false, "deprecated"]}'), *one_of(True))
PENALTY = (Level(ABSENT, '{"in": ["l2", "deprecated"]}'), *one_of("l1", "elasticnet", None))
RATIO = (Level(0.0, '{"in": [0.0, null]}'), Level(1.0, '{"gt": 0.0}'))
RIDGE = one_of("auto", "svd", "cholesky", "lsqr", "sparse_cg", "sag", "saga", "lbfgs")
SELECTION = {"selection": one_of("cyclic", "random")}
KMEANS_INIT = {"init": or_else(np.eye(3, 6), "k-means++", "random")}
SMALL = {"n_estimators": 8}
CUTS = {"max_features": (*one_of(None, "sqrt", "log2"), Level(0.5, '{"lt": 1.0}')), "splitter": one_of("best",
    "random"),
        "max_depth": (*one_of(None), Level(3, '{"not_in": [null]}'))}  # fmt: skip
BOOST = {"subsample": below_one(), "max_features": or_else("sqrt", None), "n_iter_no_change": or_else(3, None),
         "init": one_of(None, "zero")}  # fmt: skip
MIXTURE = {"init_params": one_of("kmeans", "k-means++", "random", "random_from_data"), "n_init": or_else(2, 1)}
EIGEN = {"eigen_solver": one_of("auto", "dense", "arpack")}


def _all() -> list[Spec]:
    e, m, d = "sklearn.ensemble.", "sklearn.linear_model.", "sklearn.decomposition."
    s = "sklearn.model_selection."
    forests = [
        Spec(e + name, data, {"bootstrap": one_of(*bootstrap), "max_features": one_of(*features)}, SMALL)
        for name, data, bootstrap, features in (
            ("RandomForestClassifier", "classes", (True, False), ("sqrt", None, "log2")),
            ("RandomForestRegressor", "numbers", (True, False), (1.0, "sqrt", None)),
            ("ExtraTreesClassifier", "classes", (False, True), ("sqrt", None, "log2")),
            ("ExtraTreesRegressor", "numbers", (False, True), (1.0, "sqrt", None)),
        )
    ]
    bagging = {
        "bootstrap": YES_NO,
        "bootstrap_features": NO_YES,
        "max_samples": below_one(),
        "max_features": below_one(),
    }
    ensembles = [
        Spec(e + "BaggingClassifier", "classes", bagging | {"estimator": or_random(C, TREE_C)}, {"n_estimators": 4}),
        Spec(e + "BaggingRegressor", "numbers", bagging | {"estimator": or_random(R, TREE_R)}, {"n_estimators": 4}),
        Spec(e + "AdaBoostClassifier", "classes", {"estimator": or_random(C, TREE_C)}, SMALL),
        Spec(e + "AdaBoostRegressor", "numbers", {"estimator": or_random(R, TREE_R)}, SMALL),
        Spec(e + "GradientBoostingClassifier", "classes", BOOST, SMALL),
        Spec(e + "GradientBoostingRegressor", "numbers", BOOST, SMALL),
        Spec(e + "HistGradientBoostingClassifier", "binary", {"early_stopping": one_of("auto", True, False),
            "max_features": below_one()}, {"max_iter": 12}, ("tall",)),
        Spec(e + "HistGradientBoostingRegressor", "numbers", {"early_stopping": one_of("auto", True, False),
            "max_features": below_one()}, {"max_iter": 12}, ("tall_numbers",)),
        Spec(e + "IsolationForest", "classes", {"bootstrap": NO_YES}, SMALL),
        Spec(e + "RandomTreesEmbedding", "classes", {}, SMALL),
        *forests,
    ]  # fmt: skip
    linear = [
        Spec(m + "LogisticRegression", "binary", {"solver": LOGISTIC, "dual": NO_YES, "penalty": PENALTY,
            "l1_ratio": RATIO}),
        Spec(m + "LogisticRegressionCV", "binary", {"solver": LOGISTIC, "dual": NO_YES, "penalty": PENALTY}, {"Cs": 2,
            "cv": 2}),
        Spec(m + "Ridge", "numbers", {"solver": RIDGE, "positive": NO_YES}),
        Spec(m + "RidgeClassifier", "classes", {"solver": RIDGE, "positive": NO_YES}),
        *(Spec(m + n, "numbers", SELECTION) for n in ("Lasso", "ElasticNet")),
        *(Spec(m + n, "numbers", SELECTION, {"cv": 3}) for n in ("LassoCV", "ElasticNetCV")),
        *(Spec(m + n, "targets", SELECTION) for n in ("MultiTaskLasso", "MultiTaskElasticNet")),
        *(Spec(m + n, "targets", SELECTION, {"cv": 3}) for n in ("MultiTaskLassoCV", "MultiTaskElasticNetCV")),
        *(Spec(m + n, "numbers", {"jitter": or_else(0.1, None)}) for n in ("Lars", "LassoLars")),
        *(Spec(m + n, "classes", {"shuffle": YES_NO, "early_stopping": NO_YES}) for n in ("SGDClassifier",
            "Perceptron", "PassiveAggressiveClassifier")),
        *(Spec(m + n, "numbers", {"shuffle": YES_NO, "early_stopping": NO_YES}) for n in ("SGDRegressor",
            "PassiveAggressiveRegressor")),
        Spec(m + "SGDOneClassSVM", "classes", {"shuffle": YES_NO}),
        Spec(m + "RANSACRegressor", "numbers", {"estimator": or_random(R, TREE_R)}, {"min_samples": 8}),
        Spec(m + "TheilSenRegressor", "numbers", {"max_subpopulation": or_else(60, 1e4)}),
    ]  # fmt: skip
    neural = {"solver": one_of("adam", "sgd", "lbfgs"), "early_stopping": NO_YES, "shuffle": YES_NO}
    learners = [
        Spec("sklearn.svm.SVC", "classes", {"probability": PROBABILITY}),
        Spec("sklearn.svm.NuSVC", "classes", {"probability": PROBABILITY}, {"nu": 0.2}),
        Spec("sklearn.svm.LinearSVC", "classes", {"dual": one_of("auto", True, False), "penalty": one_of("l2", "l1"),
            "loss": one_of("squared_hinge", "hinge"), "multi_class": one_of("ovr", "crammer_singer")}),
        Spec("sklearn.svm.LinearSVR", "numbers", {"dual": one_of("auto", True, False),
            "loss": one_of("epsilon_insensitive", "squared_epsilon_insensitive")}),
        Spec("sklearn.tree.DecisionTreeClassifier", "classes", CUTS),
        Spec("sklearn.tree.DecisionTreeRegressor", "numbers", CUTS),
        Spec("sklearn.tree.ExtraTreeClassifier", "classes"),
        Spec("sklearn.tree.ExtraTreeRegressor", "numbers"),
        Spec("sklearn.neural_network.MLPClassifier", "classes", neural, {"max_iter": 15}),
        Spec("sklearn.neural_network.MLPRegressor", "numbers", neural, {"max_iter": 15}),
        Spec("sklearn.neural_network.BernoulliRBM", "fractions", {}, {"n_iter": 2}),
        Spec("sklearn.dummy.DummyClassifier", "classes", {"strategy": one_of("prior", "most_frequent", "stratified",
            "uniform")}),
        Spec("sklearn.gaussian_process.GaussianProcessClassifier", "binary", {"n_restarts_optimizer": or_else(2, 0)}),
        Spec("sklearn.gaussian_process.GaussianProcessRegressor", "numbers", {"n_restarts_optimizer": or_else(2, 0)}),
        Spec("sklearn.multiclass.OutputCodeClassifier", "classes", {}, {"estimator": C}),
        Spec("sklearn.multioutput.ClassifierChain", "labels", {"order": one_of(None, "random")}, {"estimator": C}),
        Spec("sklearn.multioutput.RegressorChain", "targets", {"order": one_of(None, "random")}, {"estimator": R}),
        Spec("sklearn.model_selection.TunedThresholdClassifierCV", "binary", {"cv": (*one_of(None, "prefit"), Level(3,
            '{"gt": 1.0}'), Level(0.7, '{"lt": 1.0}'))}, {"estimator": C}),
        Spec("sklearn.neighbors.NeighborhoodComponentsAnalysis", "classes", {"init": one_of("auto", "pca", "lda",
            "identity", "random")}, {"max_iter": 5}),
    ]  # fmt: skip
    clusters = [
        Spec("sklearn.cluster.KMeans", "classes", KMEANS_INIT | {"algorithm": one_of("lloyd", "elkan")},
            {"n_clusters": 3}),
        Spec("sklearn.cluster.MiniBatchKMeans", "classes", KMEANS_INIT, {"n_clusters": 3, "batch_size": 20}),
        Spec("sklearn.cluster.BisectingKMeans", "classes", {"init": one_of("random", "k-means++")}, {"n_clusters": 5}),
        Spec("sklearn.cluster.AffinityPropagation", "classes"),
        Spec("sklearn.cluster.SpectralClustering", "classes", {"assign_labels": one_of("kmeans", "discretize",
            "cluster_qr")}, {"n_clusters": 5}),
        Spec("sklearn.cluster.SpectralBiclustering", "positive", {"svd_method": one_of("randomized", "arpack")},
            {"n_clusters": 4}),
        Spec("sklearn.cluster.SpectralCoclustering", "positive", {"svd_method": one_of("randomized", "arpack")},
            {"n_clusters": 4}),
        Spec("sklearn.mixture.GaussianMixture", "classes", MIXTURE, {"n_components": 3}),
        Spec("sklearn.mixture.BayesianGaussianMixture", "classes", MIXTURE, {"n_components": 3}),
        Spec("sklearn.covariance.EllipticEnvelope", "classes", {"support_fraction": or_else(0.7, None)}),
        Spec("sklearn.covariance.MinCovDet", "classes", {"support_fraction": or_else(0.7, None)}),
    ]  # fmt: skip
    nmf = {
        "init": one_of(None, "nndsvd", "nndsvda", "nndsvdar", "random"),
        "solver": one_of("cd", "mu"),
        "shuffle": NO_YES,
    }
    factors = [
        Spec(d + "PCA", "classes", {"svd_solver": one_of("auto", "full", "covariance_eigh", "arpack", "randomized")},
            {"n_components": 3}, ("wide",)),
        Spec(d + "TruncatedSVD", "classes", {"algorithm": one_of("randomized", "arpack")}, {"n_components": 3},
            ("wide",)),
        Spec(d + "KernelPCA", "classes", {"eigen_solver": one_of("auto", "dense", "arpack", "randomized")},
            {"n_components": 3, "kernel": "rbf"}),
        Spec(d + "FactorAnalysis", "classes", {"svd_method": one_of("randomized", "lapack")}, {"n_components": 3},
            ("wide",)),
        Spec(d + "FastICA", "classes", {"w_init": or_else(np.eye(3), None)}, {"n_components": 3}),
        Spec(d + "NMF", "positive", nmf, {"n_components": 3}),
        Spec(d + "MiniBatchNMF", "positive", {"init": one_of(None, "nndsvd", "nndsvda", "nndsvdar", "random")},
            {"n_components": 3, "batch_size": 20}),
        Spec(d + "LatentDirichletAllocation", "positive", {"learning_method": one_of("batch", "online")},
            {"n_components": 3, "max_iter": 3}),
        Spec(d + "DictionaryLearning", "classes", {"fit_algorithm": one_of("lars", "cd")}, {"n_components": 3,
            "max_iter": 5}),
        Spec(d + "MiniBatchDictionaryLearning", "classes", {"shuffle": YES_NO, "fit_algorithm": one_of("lars", "cd")},
            {"n_components": 3, "max_iter": 5, "batch_size": 20}),
        Spec(d + "SparsePCA", "classes", {"method": one_of("lars", "cd")}, {"n_components": 3, "max_iter": 5,
            "alpha": 0.05}),
        Spec(d + "MiniBatchSparsePCA", "classes", {"shuffle": YES_NO, "method": one_of("lars", "cd")},
            {"n_components": 3, "max_iter": 5, "batch_size": 20, "alpha": 0.05}),
        Spec("sklearn.manifold.TSNE", "classes", {"init": one_of("pca", "random"), "method": one_of("barnes_hut",
            "exact")}, {"perplexity": 8, "max_iter": 260}),
        Spec("sklearn.manifold.MDS", "classes", {"init": (Level("random", '{"in": ["random", "warn"]}'),
            *one_of("classical_mds"))}, {"max_iter": 20, "n_init": 1}),
        Spec("sklearn.manifold.SpectralEmbedding", "classes", {"eigen_solver": one_of(None, "arpack", "lobpcg")}),
        Spec("sklearn.manifold.LocallyLinearEmbedding", "classes", EIGEN, {"n_neighbors": 8}),
    ]  # fmt: skip
    k, p = "sklearn.kernel_approximation.", "sklearn.preprocessing."
    transforms = [
        *(Spec(k + n, "fractions") for n in ("Nystroem", "PolynomialCountSketch", "RBFSampler", "SkewedChi2Sampler")),
        Spec("sklearn.random_projection.GaussianRandomProjection", "classes", {}, {"n_components": 3}),
        Spec("sklearn.random_projection.SparseRandomProjection", "classes", {}, {"n_components": 3}),
        Spec(p + "KBinsDiscretizer", "classes", {"strategy": one_of("quantile", "uniform", "kmeans")}, {}, ("huge",)),
        Spec(p + "QuantileTransformer", "classes", {}, {"n_quantiles": 20}, ("tall",)),
        Spec("sklearn.impute.IterativeImputer", "gaps", {
            "sample_posterior": NO_YES, "n_nearest_features": or_else(2, None), "estimator": or_random(R, TREE_R),
            "imputation_order": one_of("ascending", "descending", "roman", "arabic", "random")}, {"max_iter": 3}),
        Spec("sklearn.feature_extraction.image.PatchExtractor", "images", {"max_patches": or_else(5, None)},
            {"patch_size": (3, 3)}),
    ]  # fmt: skip
    search = {"estimator": DecisionTreeClassifier(random_state=0)}
    splitters = [
        Spec(s + "KFold", "groups", {"shuffle": NO_YES}, kind="splitter"),
        Spec(s + "StratifiedKFold", "groups", {"shuffle": NO_YES}, kind="splitter"),
        Spec(s + "GroupKFold", "groups", {"shuffle": NO_YES}, kind="splitter"),
        Spec(s + "StratifiedGroupKFold", "groups", {"shuffle": NO_YES}, kind="splitter"),
        *(Spec(s + n, "groups", kind="splitter") for n in ("ShuffleSplit", "StratifiedShuffleSplit",
            "GroupShuffleSplit", "RepeatedKFold", "RepeatedStratifiedKFold")),
        Spec(s + "ParameterSampler", "groups", {}, {"param_distributions": {"a": list(range(50))}, "n_iter": 4},
            kind="sampler"),
        Spec(s + "RandomizedSearchCV", "classes", {}, search | {"param_distributions": {"max_depth": list(range(1,
            40))}, "n_iter": 4, "cv": 2}, kind="search"),
        Spec(s + "HalvingRandomSearchCV", "classes", {}, search | {"param_distributions": {"max_depth": list(range(1,
            40))}, "cv": 2}, kind="search"),
        Spec(s + "HalvingGridSearchCV", "classes", {}, search | {"param_grid": {"max_depth": list(range(1, 9))},
            "cv": 2}, kind="search"),
    ]  # fmt: skip
    return [*ensembles, *linear, *learners, *clusters, *factors, *transforms, *splitters]


SPECS = {spec.name: spec for spec in _all()}
# Wrappers that hand their own seed to an estimator they are given: argument, a random one, and the data.
HAND_ON = {
    "sklearn.ensemble.BaggingClassifier": ("estimator", TREE_C, "classes"),
    "sklearn.ensemble.BaggingRegressor": ("estimator", TREE_R, "numbers"),
    "sklearn.ensemble.AdaBoostClassifier": ("estimator", TREE_C, "classes"),
    "sklearn.ensemble.AdaBoostRegressor": ("estimator", TREE_R, "numbers"),
    "sklearn.linear_model.RANSACRegressor": ("estimator", TREE_R, "numbers"),
    "sklearn.impute.IterativeImputer": ("estimator", TREE_R, "gaps"),
    "sklearn.multioutput.ClassifierChain": ("estimator", TREE_C, "labels"),
    "sklearn.multioutput.RegressorChain": ("estimator", TREE_R, "targets"),
    "sklearn.multiclass.OutputCodeClassifier": ("estimator", TREE_C, "classes"),
    "sklearn.model_selection.TunedThresholdClassifierCV": ("estimator", TREE_C, "binary"),
    "sklearn.model_selection.RandomizedSearchCV": ("estimator", TREE_C, "classes"),
    "sklearn.model_selection.HalvingRandomSearchCV": ("estimator", TREE_C, "classes"),
    "sklearn.model_selection.HalvingGridSearchCV": ("estimator", TREE_C, "classes"),
}
