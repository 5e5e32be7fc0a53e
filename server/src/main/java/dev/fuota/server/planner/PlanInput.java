package dev.fuota.server.planner;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is planned.
 *
 * @param length octets of the file, 1 or more
 * @param fragSize {@code frag_size}: octets of a fragment, 1..what the data rate carries
 * @param redundancy {@code redundancy}: coded fragments for each uncoded one, 0 or more
 * @param region whose duty cycles hold
 * @param channel {@code mcast_frequency}, {@code mcast_data_rate}, {@code mcast_periodicity}
 * @param mcastMsgDelay {@code mcast_msg_delay}: least time between the starts of two frames
 * @param packageVersion by whose parity matrix fragments are coded
 * @param devices how many are updated, 1 or more
 * @param loss which frames they lose
 * @param energy what their radio takes
 * @param decoderRam octets that a device has for the tables of its decoder ({@link
 *     dev.fuota.protocol.fec.FecDecoder#memoryOctetsMax}); empty: enough
 * @param redundancies of the curve, each 0 or more; empty: {@link Planner#REDUNDANCIES}
 * @param fragSizes of the other curve; empty: from small ones to the largest that the data rate
 *     carries
 */
public record PlanInput(
    int length,
    int fragSize,
    double redundancy,
    Region region,
    DownlinkChannel channel,
    Duration mcastMsgDelay,
    PackageVersion packageVersion,
    int devices,
    LossDistribution loss,
    EnergyModel energy,
    OptionalInt decoderRam,
    List<Double> redundancies,
    List<Integer> fragSizes) {
  public PlanInput {
    redundancies = List.copyOf(redundancies);
    fragSizes = List.copyOf(fragSizes);
  }

  /** The same with another curve. */
  public PlanInput withRedundancies(List<Double> others) {
    return new PlanInput(
        length,
        fragSize,
        redundancy,
        region,
        channel,
        mcastMsgDelay,
        packageVersion,
        devices,
        loss,
        energy,
        decoderRam,
        others,
        fragSizes);
  }
}
