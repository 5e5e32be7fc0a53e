package dev.fuota.fleet.lorawan;

import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.planner.EnergyModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes down when the fragments of a campaign go, and what the devices have of them. */
final class TransferWatch implements CampaignListener {
  private final InstantSource clock;
  private final Duration timeOnAir;
  private final EnergyModel energy;
  private final List<FleetDevice> devices;
  private @Nullable Instant firstEnd;
  private Instant lastEnd = Instant.MIN;
  private int fragments;
  private double joules;

  /**
   * Nothing was sent yet.
   *
   * @param timeOnAir of a fragment
   */
  TransferWatch(
      InstantSource clock, Duration timeOnAir, EnergyModel energy, List<FleetDevice> devices) {
    this.clock = clock;
    this.timeOnAir = timeOnAir;
    this.energy = energy;
    this.devices = devices;
  }

  @Override
  public void onFragment(int sent, int total) {
    lastEnd = clock.instant();
    firstEnd = firstEnd == null ? lastEnd : firstEnd;
    fragments++;
    if (sent == total) {
      joules = devices.stream().mapToDouble(it -> it.sessionJoules(energy)).average().orElse(0);
    }
  }

  /** Empty as long as no fragment was sent. */
  Optional<UpdateFigures> figures() {
    return Optional.ofNullable(firstEnd).map(end -> figures(end.minus(timeOnAir)));
  }

  private UpdateFigures figures(Instant start) {
    List<Instant> completed =
        devices.stream().flatMap(device -> device.completedAt().stream()).toList();
    double mean =
        completed.stream()
            .mapToLong(at -> Duration.between(start, at).toNanos())
            .average()
            .orElse(0);
    return new UpdateFigures(
        fragments,
        timeOnAir,
        Duration.between(start, Objects.requireNonNull(lastEnd)),
        completed.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round(mean))),
        joules);
  }
}
