package dev.fuota.server.service;

import java.util.List;

/**
 * All devices by all stages (TP-17).
 *
 * @param revision for {@link CampaignService#matrixChanges}
 * @param stages names of the columns, those of all parts together
 * @param devices names of the rows
 * @param part of each row
 * @param states base64 of devices x stages octets, row by row: 0 none, 1 pending, 2 sent, 3
 *     answered, 4 refused, 5 timed out
 * @param outcome base64 of an octet for each row: 0 running, 1 succeeded, 2 failed
 */
public record Matrix(
    long revision,
    List<String> stages,
    List<String> devices,
    List<Integer> part,
    String states,
    String outcome) {}
