package dev.fuota.cli;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.StageState;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredUpdate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What outlives the process of a campaign: its group's key, and which devices are updated. */
final class CampaignBook {
  private final SessionStore store;
  private final CampaignGroup group;
  private final CutFile firmware;
  private final Bytes digest;
  private final boolean old;
  private final Set<DeviceId> updated;

  private CampaignBook(
      SessionStore store,
      CampaignGroup group,
      CutFile firmware,
      Bytes digest,
      boolean old,
      Set<DeviceId> updated) {
    this.store = store;
    this.group = group;
    this.firmware = firmware;
    this.digest = digest;
    this.old = old;
    this.updated = new HashSet<>(updated);
  }

  /** Goes on with the page of the same firmware and group, or begins a new one. */
  static CampaignBook open(
      SessionStore store, ServerSettings.Update update, CutFile firmware, RandomGenerator random) {
    Bytes digest = sha256(firmware);
    Optional<StoredUpdate> before =
        store
            .campaign()
            .filter(it -> it.firmware().equals(digest))
            .filter(it -> it.mcAddr().equals(update.mcAddr()));
    return before
        .map(
            it ->
                new CampaignBook(
                    store,
                    new CampaignGroup(update.group(), update.mcAddr(), it.mcKey(), Set.of()),
                    firmware,
                    digest,
                    true,
                    it.updated()))
        .orElseGet(
            () ->
                new CampaignBook(
                    store,
                    CampaignGroup.create(update.group(), update.mcAddr(), random),
                    firmware,
                    digest,
                    false,
                    Set.of()));
  }

  private static Bytes sha256(CutFile firmware) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (int n = 1; n <= firmware.nbFrag(); n++) {
        sha.update(firmware.encoder().fragment(n).toArray());
      }
      return Bytes.of(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether the campaign began in an earlier life of the server. */
  boolean isOld() {
    return old;
  }

  CampaignGroup group() {
    return group;
  }

  /** Devices that have not said yet that they run the firmware. */
  List<Target> left(List<ServerSettings.Device> devices) {
    return devices.stream()
        .filter(device -> !updated.contains(device.id()))
        .map(device -> device.target(firmware.packageVersion()))
        .toList();
  }

  /** Returns when the page is durable. */
  void save() {
    store.save(new StoredUpdate(digest, group.mcAddr(), group.mcKey(), updated));
    store.commit();
  }

  /** A listener that writes down who is updated, then tells another one. */
  CampaignListener keeping(CampaignListener next) {
    return new CampaignListener() {
      @Override
      public void onStage(Stage stage) {
        next.onStage(stage);
      }

      @Override
      public void onDevice(DeviceId device, Stage stage, StageState state) {
        next.onDevice(device, stage, state);
      }

      @Override
      public void onSucceeded(DeviceId device) {
        updated.add(device);
        save();
        next.onSucceeded(device);
      }

      @Override
      public void onFragment(int sent, int total) {
        next.onFragment(sent, total);
      }

      @Override
      public void onFinished(Verdict verdict) {
        next.onFinished(verdict);
      }
    };
  }
}
