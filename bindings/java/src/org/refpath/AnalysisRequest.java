/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A question about a protocol as a whole; {@link #now} must be said.
 *
 * <pre>{@code
 * new AnalysisRequest(Analysis.COVERAGE).study(Path.of("study.json")).now(now)
 * }</pre>
 */
public final class AnalysisRequest {
    private final Analysis analysis;
    private byte[] study;
    private Instant now;
    private String viewer;
    private long minCell;
    private long work;
    private Progress progress;

    /**
     * An analysis of the usual study.
     *
     * @param analysis  which
     */
    public AnalysisRequest(Analysis analysis) {
        this.analysis = Objects.requireNonNull(analysis, "analysis");
    }

    /**
     * Says what is looked at.
     *
     * @param json  a study, or null: the usual one
     * @return this
     */
    public AnalysisRequest study(String json) {
        study = json == null ? null : Texts.utf8(json, "json");
        return this;
    }

    /**
     * Says what is looked at.
     *
     * @param file  with the JSON of a study
     * @return this
     */
    public AnalysisRequest study(Path file) {
        study = Protocol.bytes(file);
        return this;
    }

    /**
     * Says what is looked at.
     *
     * @param map  with the keys of a study, as cases are given as maps
     * @return this
     */
    public AnalysisRequest study(Map<String, ?> map) {
        return study(Json.of(Objects.requireNonNull(map, "map")));
    }

    /**
     * Says when.
     *
     * @param moment  the directory is taken as of then
     * @return this
     */
    public AnalysisRequest now(Instant moment) {
        now = moment;
        return this;
    }

    /**
     * Says who asks.
     *
     * @param who  null: anybody; "all": everything is shown
     * @return this
     */
    public AnalysisRequest viewer(String who) {
        viewer = who;
        return this;
    }

    /**
     * Keeps figures of few children back.
     *
     * @param children  rows with a count of children from 1 to below this tell no figures
     * @return this
     */
    public AnalysisRequest minCell(long children) {
        minCell = children;
        return this;
    }

    /**
     * Bounds the work.
     *
     * @param steps  0 for the usual bound
     * @return this
     */
    public AnalysisRequest work(long steps) {
        work = steps;
        return this;
    }

    /**
     * Wants to know how far it is.
     *
     * @param told  called now and then; or null
     * @return this
     */
    public AnalysisRequest progress(Progress told) {
        progress = told;
        return this;
    }

    Analysis analysis() {
        return analysis;
    }

    CoreAnswer ask(CoreProtocol core) {
        return core.analyse(analysis, study, Moments.seconds(now, "now"), viewer, minCell, work, progress);
    }
}
