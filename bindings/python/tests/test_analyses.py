# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Analyses: tables, what they become, pictures, networks, plots, and what would be if somebody left."""
import contextlib
import csv
import importlib.util
import io
import json
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ET

import refpath
from support import COMMAND, MINI, NOW, RICH, mini, plan_of

STUDY = {"kinds": [{"id": "girls", "facts": {"age": range(10, 14)}}, {"id": "all"}], "step-minutes": 360}


def has(module):
    """Whether it is installed."""
    return importlib.util.find_spec(module) is not None


def command(*words):
    """What the command says."""
    return subprocess.run([COMMAND, *words], capture_output=True, check=False).stdout


class Findings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.protocol = mini()
        cls.coverage = cls.protocol.coverage(STUDY, NOW)

    def test_it_says_which_analysis_it_is_of_and_when(self):
        self.assertIs(self.coverage.analysis, refpath.Analysis.COVERAGE)
        self.assertIs(self.coverage.kind, refpath.AnswerKind.ANALYSIS)
        self.assertEqual(self.coverage.now.isoformat(), "2026-11-23T12:00:00+00:00")
        self.assertEqual(repr(self.coverage), "<refpath.Findings>")

    def test_the_methods_ask_what_analyse_asks(self):
        for word, method in (("coverage", self.protocol.coverage), ("times", self.protocol.times),
                             ("failures", self.protocol.failures), ("load", self.protocol.capacity),
                             ("simulation", self.protocol.simulate), ("coordination", self.protocol.coordination),
                             ("network", self.protocol.network), ("pathways", self.protocol.pathway_network)):
            self.assertEqual(method(now=NOW), self.protocol.analyse(word, now=NOW))
            self.assertEqual(method(now=NOW).analysis, word)
        with self.assertRaises(ValueError):
            self.protocol.analyse("weather", now=NOW)

    def test_a_kind_may_be_a_condition(self):
        def cases(kind):
            found = self.protocol.coverage({"kinds": [kind], "step-minutes": 360}, NOW).table()
            return [(row["place"], row["service"], row["cases"], row["covered"]) for row in found]
        by_facts = cases({"id": "girls", "facts": {"age": range(10, 14)}})
        self.assertTrue(by_facts)
        among = {"fact": "age", "min": 10, "max": 13}
        self.assertEqual({row[:2] for row in cases({"id": "girls", "when": among})}, {row[:2] for row in by_facts})
        self.assertEqual(cases({"id": "girls", "when": ["danger-now", {"any": [among, {"not": ["danger-now"]}]}]}),
                         cases({"id": "girls", "when": {"all": [among, {"fact": "danger-now"}]}}))
        self.assertEqual(cases({"id": "girls", "facts": {"age": 5}, "when": among}), [])
        with self.assertRaises(refpath.InvalidQuestionError) as told:
            cases({"id": "girls", "when": {"any": [{"fact": "age", "in": ["ten"]}]}})
        self.assertEqual(told.exception.problems[0].code, "case-not-allowed")

    def test_tables_are_those_of_the_json(self):
        told = json.loads(self.coverage.json())
        self.assertEqual(self.coverage.tables.ids(), [table["id"] for table in told["tables"]])
        for table, there in zip(self.coverage.tables, told["tables"]):
            self.assertEqual([(column.id, column.unit) for column in table.columns],
                             [(column["id"], column.get("unit")) for column in there["columns"]])
            self.assertEqual(len(table), len(there["rows"]))
            for row, right in zip(table, there["rows"]):
                self.assertEqual(list(row), [column.id for column in table.columns])
                self.assertEqual({key: cell for key, cell in row.items() if cell is not None}.keys(), right.keys())
                self.assertEqual([row[key] for key in ("share", "whole-share") if key in row],
                                 [right.get(key) for key in ("share", "whole-share") if key in row])
        self.assertGreater(len(self.coverage.table()), 10)

    def test_a_table_is_found_by_number_and_by_id(self):
        tables = self.coverage.tables
        self.assertIs(tables[0], tables["coverage"])
        self.assertIs(self.coverage.table(), tables[0])
        self.assertIn("by-place", tables)
        self.assertEqual(tables["by-place"].column("place"), [row["place"] for row in tables["by-place"]])
        with self.assertRaises(KeyError):
            tables["nothing"]  # pylint: disable=pointless-statement
        with self.assertRaises(KeyError):
            tables[0].column("nothing")

    def test_csv_is_the_commands_and_says_what_the_rows_say(self):
        table = self.protocol.coverage(now=NOW).table("by-place")
        self.assertEqual(table.to_csv(),
                         command("analyse", "coverage", str(MINI), "--now", NOW, "--csv", "--table", "by-place"))
        read = list(csv.DictReader(io.StringIO(table.to_csv().decode(), newline="")))
        self.assertEqual(read, [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in table])
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "by-place.csv")
            table.to_csv(file)
            self.assertEqual(file.read_bytes(), table.to_csv())

    def test_small_cells_are_kept_back(self):
        study = {**STUDY, "weights": [{"place": "galasi-port", "facts": {}, "weight": 3}]}
        open_rows = self.protocol.coverage(study, NOW).table()
        closed = self.protocol.coverage(study, NOW, min_cell=5)
        self.assertIn(3, open_rows.column("children"))
        self.assertNotIn(3, closed.table().column("children"))
        self.assertEqual(open_rows.to_csv(min_cell=5), closed.table().to_csv())
        with self.assertRaises(refpath.InvalidArgumentError):
            open_rows.to_csv(min_cell=-1)

    def test_moments_are_moments(self):
        table = self.protocol.times(STUDY, NOW).table()
        found = [row["worst-at"] for row in table if row["worst-at"] is not None]
        self.assertTrue(found)
        self.assertTrue(all(moment.utcoffset().total_seconds() == 0 for moment in found))

    def test_a_study_is_a_dict_json_or_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "study.json")
            content = json.dumps({"places": ["galasi-port"]})
            file.write_text(content, encoding="utf-8")
            answers = [self.protocol.coverage(study, NOW)
                       for study in ({"places": ["galasi-port"]}, content, content.encode(), file)]
        self.assertEqual(len(set(answers)), 1)
        self.assertNotEqual(answers[0], self.protocol.coverage(now=NOW))

    def test_what_is_wrong_is_told_at_once(self):
        with self.assertRaises(refpath.InvalidQuestionError) as caught:
            self.protocol.coverage({"places": ["secret-town"], "weather": 1}, NOW)
        self.assertEqual(len(caught.exception.problems), 2)
        self.assertNotIn("secret", str(caught.exception))
        with self.assertRaises(refpath.InvalidQuestionError):
            self.protocol.coverage(b"", NOW)
        with self.assertRaises(TypeError):
            self.protocol.coverage(7, NOW)
        with self.assertRaises(refpath.LimitExceededError):
            self.protocol.coverage(now=NOW, work=1)

    def test_html_for_notebooks(self):
        html = self.coverage._repr_html_()
        self.assertEqual(html.count("<table>"), len(self.coverage.tables))
        self.assertIn("share (ppm)", html)
        self.assertIsNone(self.coverage._repr_svg_())

    def test_tables_of_a_closed_answer_are_closed(self):
        answer = self.protocol.coverage(STUDY, NOW)
        answer.close()
        with self.assertRaises(refpath.ClosedError):
            answer.tables  # pylint: disable=pointless-statement


class Progress(unittest.TestCase):
    def test_it_is_told_how_far_it_is(self):
        seen = []
        mini().coverage(STUDY, NOW, progress=lambda done, total: seen.append((done, total)))
        self.assertEqual([done for done, _ in seen], sorted(done for done, _ in seen))
        self.assertEqual(len({total for _, total in seen}), 1)
        self.assertLessEqual(seen[-1][0], seen[-1][1])

    def test_false_stops_and_nothing_else_does(self):
        with self.assertRaises(refpath.CancelledError):
            mini().coverage(STUDY, NOW, progress=lambda done, total: False)
        self.assertTrue(mini().coverage(STUDY, NOW, progress=lambda done, total: 0 if done else None).tables)

    def test_it_is_shown(self):
        with contextlib.redirect_stderr(io.StringIO()) as shown:
            self.assertEqual(mini().coverage(STUDY, NOW, progress=True), mini().coverage(STUDY, NOW, progress=False))
        self.assertRegex(shown.getvalue(), r"\A(\r[ 0-9]{3} %)+\r     \r\Z")

    def test_an_exception_of_ones_own_comes_through(self):
        def stop(_done, _total):
            raise LookupError("enough")

        with self.assertRaisesRegex(LookupError, "enough"):
            mini().times(STUDY, NOW, progress=stop)
        with self.assertRaises(TypeError):
            mini().times(STUDY, NOW, progress=7)


class Pictures(unittest.TestCase):
    def test_they_are_the_commands(self):
        protocol = refpath.Protocol.load(RICH)
        network = protocol.network(now=NOW)
        for form in refpath.Picture:
            self.assertEqual(network.draw(form, "fr").encode(), command("draw", str(RICH), "--of", "network", "--now", NOW,
                                                                        "--format", form, "--lang", "fr"))
        self.assertEqual(ET.fromstring(network.draw()).tag, "{http://www.w3.org/2000/svg}svg")
        self.assertEqual(network._repr_svg_(), network.draw())

    def test_a_plan_has_two(self):
        plan = plan_of(mini())
        self.assertIn("digraph", plan.draw("dot"))
        self.assertNotEqual(plan.draw("dot"), plan.draw("dot", view="pathways"))

    def test_what_has_none_says_so(self):
        for answer in (mini().coverage(STUDY, NOW), mini().about()):
            with self.assertRaises(refpath.UnsupportedError):
                answer.draw()
        with self.assertRaises(ValueError):
            mini().network(now=NOW).draw("gif")


class Report(unittest.TestCase):
    def test_it_is_the_commands(self):
        told = mini().report("fr", NOW, place="galasi-port")
        self.assertEqual(told.encode(), command("report", str(MINI), "--place", "galasi-port", "--lang", "fr", "--now", NOW))
        self.assertTrue(told.startswith("<!"))

    def test_a_place_that_is_not_there_is_told(self):
        with self.assertRaises(refpath.InvalidQuestionError) as caught:
            mini().report(now=NOW, place="secret-town")
        self.assertNotIn("secret", str(caught.exception))


class Elsewhere(unittest.TestCase):
    """What other libraries make of it, where they are."""

    def setUp(self):
        self.protocol = mini()

    def need(self, module):
        """Skips where a library is missing; that is told in an exception of its own."""
        if not has(module):
            self.skipTest(f"{module} is missing")

    def test_what_is_missing_is_named(self):
        from refpath.tables import needed  # pylint: disable=import-outside-toplevel

        with self.assertRaisesRegex(ImportError, "needs nowhere_lib, .* apt-get install nowhere"):
            needed("nowhere_lib.part", "apt-get install nowhere")

    def test_networkx_has_all_nodes_and_edges(self):
        self.need("networkx")
        answer = self.protocol.network(now=NOW)
        graph = answer.to_networkx()
        told = json.loads(answer.json())["graph"]
        self.assertEqual({(one, data["kind"]) for one, data in graph.nodes(data=True)},
                         {(node["id"], node["kind"]) for node in told["nodes"]})
        self.assertEqual(sorted((a, b, kind) for a, b, kind in graph.edges(keys=True)),
                         sorted((edge["from"], edge["to"], edge["kind"]) for edge in told["edges"]))

    def test_joints_parts_and_circles_are_networkxs(self):
        self.need("networkx")
        import networkx  # pylint: disable=import-outside-toplevel

        answer = refpath.Protocol.load(RICH).network(now=NOW)
        graph = answer.to_networkx()
        shape = networkx.Graph(graph)
        pieces = {}
        for node in networkx.articulation_points(shape):
            part = networkx.node_connected_component(shape, node) - {node}
            sizes = [len(piece) for piece in networkx.connected_components(shape.subgraph(part))]
            pieces[node] = (len(sizes), sum(sizes) - max(sizes))
        self.assertTrue(pieces)
        self.assertEqual({row["node"]: (row["pieces"], row["cut-off"]) for row in answer.table("joints")}, pieces)
        self.assertEqual(sorted(row["nodes"] for row in answer.table("parts")),
                         sorted(len(part) for part in networkx.connected_components(shape)))
        rules = networkx.DiGraph((a, b) for a, b, kind in graph.edges(keys=True) if kind in ("from", "to"))
        circles = {}
        for row in answer.table("circles"):
            circles.setdefault(row["circle"], set()).add(row["node"])
        self.assertCountEqual(circles.values(), [one for one in networkx.strongly_connected_components(rules) if len(one) > 1])

    def test_igraph_has_all_nodes_and_edges(self):
        self.need("igraph")
        answer = self.protocol.network(now=NOW)
        graph = answer.to_igraph()
        told = json.loads(answer.json())["graph"]
        self.assertEqual(graph.vs["name"], [node["id"] for node in told["nodes"]])
        self.assertEqual([(graph.vs[edge.source]["name"], graph.vs[edge.target]["name"], edge["kind"]) for edge in graph.es],
                         [(edge["from"], edge["to"], edge["kind"]) for edge in told["edges"]])

    def test_only_networks_are_networks(self):
        self.need("networkx")
        with self.assertRaises(refpath.UnsupportedError):
            self.protocol.coverage(STUDY, NOW).to_networkx()

    def test_pandas_has_the_rows(self):
        self.need("pandas")
        for table in (*self.protocol.coverage(STUDY, NOW).tables, *self.protocol.times(STUDY, NOW).tables):
            frame = table.to_pandas()
            self.assertEqual(list(frame.columns), [column.id for column in table.columns])
            self.assertEqual(frame.attrs["units"], table.units)
            self.assertEqual([[None if cell is None or cell != cell else cell for cell in row]
                              for row in frame.astype(object).where(frame.notna(), None).values.tolist()],
                             [list(row.values()) for row in table])

    def test_polars_and_arrow_have_the_rows(self):
        for module, make in (("polars", lambda table: table.to_polars().to_dicts()),
                             ("pyarrow", lambda table: table.to_arrow().to_pylist())):
            with self.subTest(module=module):
                self.need(module)
                for table in (*self.protocol.coverage(STUDY, NOW).tables, *self.protocol.times(STUDY, NOW).tables):
                    self.assertEqual(make(table), list(table))

    def test_every_plot_can_be_saved(self):
        self.need("matplotlib")
        from refpath import plots  # pylint: disable=import-outside-toplevel

        for word, kinds in plots.PLOTS.items():
            answer = self.protocol.analyse(word, now=NOW)
            for what in kinds:
                with self.subTest(plot=what), io.BytesIO() as file:
                    answer.plot(what).figure.savefig(file, format="svg")
                    self.assertGreater(len(file.getvalue()), 5000)
            self.assertEqual(answer.plot().get_title(), answer.plot(next(iter(kinds))).get_title())
            with self.assertRaises(ValueError):
                answer.plot("weather")
        with self.assertRaises(TypeError):
            self.protocol.pathway_network(now=NOW).plot()

    def test_the_heat_map_shows_the_shares(self):
        self.need("matplotlib")
        answer = self.protocol.coverage(STUDY, NOW)
        axes = answer.plot("gaps", kind="girls")
        shown = [cell for row in axes.images[0].get_array().tolist() for cell in row if cell is not None and cell == cell]
        told = [row["share"] / 10_000 for row in answer.table() if row["kind"] == "girls"]
        self.assertEqual(sorted(shown), sorted(told))


class WhatIf(unittest.TestCase):
    def setUp(self):
        self.protocol = mini()
        self.before = self.protocol.who(viewer="all", now=NOW)

    def actors(self, protocol, **narrowed):
        """Who is there."""
        return {actor.id for actor in protocol.who(viewer="all", now=NOW, **narrowed).actors}

    def gap(self, protocol):
        """Cases without reintegration."""
        return sum(row["gap"] for row in protocol.coverage({"services": ["release-reintegration"]}, NOW).table())

    def test_without_an_actor_it_is_not_there_nor_are_its_units(self):
        lost = self.protocol.without("port-clinic")
        self.assertEqual(self.actors(self.protocol) - self.actors(lost), {"port-clinic", "port-clinic-pharmacy"})
        self.assertEqual(self.protocol.who(viewer="all", now=NOW), self.before)
        self.assertNotEqual(lost, self.protocol)

    def test_without_a_group_all_of_it_are_gone(self):
        there = self.actors(self.protocol, group="un-agencies")
        self.assertEqual(self.actors(self.protocol) - self.actors(self.protocol.without("un-agencies")), there)
        self.assertIn("unicef-carana", there)

    def test_without_an_offer_its_actor_stays(self):
        lost = self.protocol.without("unicef-release", "hospital-health")
        self.assertEqual(self.actors(lost), self.actors(self.protocol))
        self.assertEqual(self.actors(lost, service="release-reintegration"), set())

    def test_gaps_open_and_an_offer_closes_them(self):
        lost = self.protocol.without("unicef-carana")
        self.assertEqual(self.gap(self.protocol), 0)
        self.assertGreater(self.gap(lost), 0)
        more = lost.with_offer("save-galasi", service=["release-reintegration"], at="carana", respond_within="PT2H")
        self.assertEqual(self.gap(more), 0)
        self.assertEqual(self.actors(more, service="release-reintegration"), {"save-galasi"})

    def test_what_cannot_be_is_told(self):
        with self.assertRaises(refpath.NotFoundError):
            self.protocol.without("nobody-at-all")
        with self.assertRaises(refpath.NotFoundError):
            self.protocol.with_offer("nobody-at-all", service="health", at="galasi")
        with self.assertRaises(refpath.InvalidProtocolError):
            self.protocol.without("galasi-port")
        with self.assertRaises(refpath.InvalidProtocolError):
            self.protocol.with_offer("port-clinic", service="no-such-service", at="galasi")
