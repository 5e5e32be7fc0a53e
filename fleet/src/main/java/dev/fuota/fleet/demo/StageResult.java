package dev.fuota.fleet.demo;

/**
 * A stage of a campaign.
 *
 * @param name as the campaign names it
 * @param startSeconds virtual seconds from the start of the campaign
 * @param seconds how long it took
 * @param devicesDone devices that finished it, as the server saw it
 * @param devicesFailed devices that did not
 * @param airSeconds time on air in it, of the gateway and of all devices together
 * @param fragmentsSent fragments sent in it
 * @param powerCuts power cuts in it
 */
public record StageResult(
    String name,
    double startSeconds,
    double seconds,
    int devicesDone,
    int devicesFailed,
    double airSeconds,
    int fragmentsSent,
    int powerCuts) {}
