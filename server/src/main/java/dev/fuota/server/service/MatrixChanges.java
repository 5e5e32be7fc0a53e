package dev.fuota.server.service;

import java.util.List;

/**
 * What became different in a {@link Matrix}: all cells of the rows that changed.
 *
 * @param revision up to which changes are in here
 * @param cells each {row, column, state}
 * @param outcomes each {row, outcome}
 */
public record MatrixChanges(
    long revision, List<List<Integer>> cells, List<List<Integer>> outcomes) {}
