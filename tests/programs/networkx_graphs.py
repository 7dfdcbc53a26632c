"""NetworkX: generators, paths, flows, matchings, centrality, communities, isomorphism, colouring and formats."""
# packages: python3-networkx

import io
import itertools
import random

import networkx as nx

G = nx.gnm_random_graph(300, 1000, seed=42)
rng = random.Random(7)
for u, v in sorted(G.edges):
    G.edges[u, v]["weight"] = rng.randint(1, 20)
print(G, nx.density(G), nx.is_connected(G), nx.number_connected_components(G), sorted(map(len, nx.connected_components(G))), nx.degree_histogram(G))
core = G.subgraph(max(nx.connected_components(G), key=len)).copy()
print(nx.diameter(core), nx.radius(core), sorted(nx.center(core)), round(nx.average_shortest_path_length(core), 6), round(nx.average_clustering(G), 6), sum(nx.triangles(G).values()) // 3, round(nx.transitivity(G), 6))
print(nx.dijkstra_path_length(core, 0, 100), nx.bellman_ford_path_length(core, 0, 100), nx.astar_path_length(core, 0, 100), nx.bidirectional_dijkstra(core, 0, 100)[0], len(nx.shortest_path(core, 0, 100)), sum(nx.single_source_dijkstra_path_length(core, 0).values()))
T = nx.minimum_spanning_tree(core)
print(T.number_of_edges(), T.size("weight"), nx.maximum_spanning_tree(core).size("weight"), nx.minimum_spanning_tree(core, algorithm="prim").size("weight"), nx.is_tree(T), nx.is_forest(T))
for name in ("degree_centrality", "closeness_centrality", "betweenness_centrality", "harmonic_centrality", "core_number", "clustering"):
    values = getattr(nx, name)(core)
    print(name, [(n, round(v, 6)) for n, v in sorted(values.items(), key=lambda kv: (-round(kv[1], 9), kv[0]))[:5]])
print(sorted(nx.articulation_points(core)), sorted(tuple(sorted(e)) for e in nx.bridges(core)), len(list(nx.biconnected_components(core))), len(nx.cycle_basis(core)), sorted(nx.k_core(core, 5).nodes)[:10])
print(sorted(map(sorted, (c for c in nx.find_cliques(core) if len(c) >= 4))), nx.greedy_color(core, "largest_first")[0], max(nx.greedy_color(core, "largest_first").values()), len(nx.maximal_independent_set(core, seed=1)))
M = nx.max_weight_matching(core)
print(len(M), sum(core.edges[e]["weight"] for e in M), nx.is_matching(core, M))
D = nx.DiGraph()
for u, v, c, w in [("s", "a", 10, 2), ("s", "b", 8, 4), ("a", "b", 5, 1), ("a", "c", 7, 6), ("b", "d", 10, 3), ("c", "t", 9, 2), ("d", "c", 4, 1), ("d", "t", 6, 5)]:
    D.add_edge(u, v, capacity=c, weight=w)
value, flow = nx.maximum_flow(D, "s", "t")
print(value, {u: dict(sorted(f.items())) for u, f in sorted(flow.items())}, nx.minimum_cut_value(D, "s", "t"), nx.cost_of_flow(D, nx.max_flow_min_cost(D, "s", "t")))
for algorithm in (nx.algorithms.flow.edmonds_karp, nx.algorithms.flow.dinitz, nx.algorithms.flow.preflow_push, nx.algorithms.flow.boykov_kolmogorov):
    print(algorithm.__name__, nx.maximum_flow_value(D, "s", "t", flow_func=algorithm))
print(nx.is_directed_acyclic_graph(D), list(nx.lexicographical_topological_sort(D)), nx.dag_longest_path(D), list(map(sorted, nx.topological_generations(D))), sorted(nx.transitive_reduction(D).edges), sorted(nx.ancestors(D, "c")), sorted(nx.immediate_dominators(D, "s").items()))
S = nx.DiGraph([(1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (5, 4), (6, 5), (7, 7)])
print(sorted(map(sorted, nx.strongly_connected_components(S))), sorted(nx.condensation(S).edges), sorted(map(sorted, nx.simple_cycles(S))), [round(v, 6) for _, v in sorted(nx.algorithms.link_analysis.pagerank_alg._pagerank_python(S).items())])
K = nx.karate_club_graph()
print(sorted(map(sorted, nx.community.greedy_modularity_communities(K))), sorted(map(sorted, nx.community.label_propagation_communities(K))), sorted(map(sorted, nx.community.louvain_communities(K, seed=3))))
P, Q = nx.petersen_graph(), nx.relabel_nodes(nx.petersen_graph(), {i: (i * 3) % 10 for i in range(10)})
print(nx.is_isomorphic(P, Q), nx.is_isomorphic(P, nx.cycle_graph(10)), nx.check_planarity(P)[0], nx.check_planarity(nx.grid_2d_graph(4, 4))[0], nx.is_bipartite(nx.grid_2d_graph(3, 3)), nx.is_eulerian(nx.complete_graph(5)), nx.chromatic_polynomial.__name__, nx.weisfeiler_lehman_graph_hash(P), nx.node_connectivity(P), nx.edge_connectivity(P))
print(len(list(nx.eulerian_circuit(nx.complete_graph(7)))), list(nx.bfs_edges(nx.balanced_tree(2, 2), 0)), list(nx.dfs_preorder_nodes(nx.balanced_tree(2, 2), 0)), nx.tree.to_prufer_sequence(nx.balanced_tree(2, 2)), sorted(nx.line_graph(nx.path_graph(4)).edges), nx.wiener_index(nx.path_graph(6)))
for maker in (lambda: nx.barabasi_albert_graph(60, 3, seed=5), lambda: nx.watts_strogatz_graph(60, 4, 0.2, seed=5), lambda: nx.random_regular_graph(3, 40, seed=5), lambda: nx.powerlaw_cluster_graph(50, 2, 0.3, seed=5), lambda: nx.random_geometric_graph(40, 0.3, seed=5), lambda: nx.grid_2d_graph(5, 6), lambda: nx.hypercube_graph(4), lambda: nx.circular_ladder_graph(6), lambda: nx.lollipop_graph(4, 3), lambda: nx.stochastic_block_model([10, 10], [[0.5, 0.1], [0.1, 0.6]], seed=2)):
    g = maker()
    print(g.number_of_nodes(), g.number_of_edges(), sorted((d for _, d in g.degree), reverse=True)[:6], nx.is_connected(g), sum(nx.triangles(g).values()) // 3)
small = nx.Graph(name="small")
small.add_node("a", color="red", n=1)
small.add_edge("a", "b", weight=2.5)
small.add_edge("b", "c", label="x y")
print("\n".join(nx.generate_gml(small)), "\n".join(nx.generate_adjlist(small)), list(nx.generate_edgelist(small)), nx.node_link_data(small), nx.adjacency_data(small)["adjacency"], nx.cytoscape_data(small)["elements"]["edges"][0], sep="\n")
out = io.BytesIO()
nx.write_graphml_xml(small, out)
print(out.getvalue().decode())
back = nx.parse_gml(list(nx.generate_gml(small)))
print(back.nodes(data=True), back.edges(data=True), nx.to_dict_of_lists(small), nx.to_graph6_bytes(nx.cycle_graph(6)), nx.utils.graphs_equal(small, back), nx.forest_str(nx.balanced_tree(2, 2)))
tsp = nx.approximation.traveling_salesman_problem(nx.complete_graph(6), cycle=True)
print(len(tsp), nx.approximation.min_weighted_vertex_cover.__name__, list(itertools.islice(nx.shortest_simple_paths(nx.grid_2d_graph(3, 3), (0, 0), (2, 2)), 3)), nx.resistance_distance.__name__)
for bad in (lambda: nx.shortest_path(S, 4, 1), lambda: nx.shortest_path(S, 99, 1), lambda: list(nx.topological_sort(S)), lambda: nx.Graph([(1,)]), lambda: small.remove_node("q"), lambda: nx.minimum_spanning_tree(S), lambda: nx.diameter(nx.Graph([(1, 2), (3, 4)])), lambda: small.edges["a", "c"], lambda: nx.parse_gml(["graph ["]), lambda: nx.bellman_ford_path(nx.DiGraph([(1, 2, {"weight": -3}), (2, 1, {"weight": 1})]), 1, 2)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
