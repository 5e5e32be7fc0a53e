package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Profile;
import java.util.function.Consumer;

/**
 * What a transfer works with.
 *
 * @param fileNumber 1..3
 * @param transactionId of the cycle
 * @param parameters the clients' device parameters, merged (MSU-035) and bounded
 * @param profile what the Connect of this cycle offered
 * @param frames sends frames and messages to the data group
 * @param clients with their outcome of this file
 * @param onPhase to be told when the first pass is over and repairs begin
 * @param done to be called once, at the end
 */
record TransferContext(
    int fileNumber,
    FileGeometry geometry,
    int transactionId,
    DeviceParameters parameters,
    Profile profile,
    MsuCampaign campaign,
    MsuServerPorts ports,
    FrameSender frames,
    Clients clients,
    CycleStatistics statistics,
    MsuCycleListener listener,
    Consumer<MsuPhase> onPhase,
    Runnable done) {}
