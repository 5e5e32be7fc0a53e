package dev.fuota.server.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what the service must not forget. As in a {@link SessionStore}, what is saved is seen at
 * once by whoever reads here, and survives the process from the next {@link #commit} on; all that
 * is saved between two commits survives together or not at all. Saving something again replaces it.
 * Lists, maps and sets are in the order of their keys.
 */
public interface CampaignStore {

  List<StoredCampaign> campaigns();

  void save(StoredCampaign campaign);

  /** One more than the highest id that was saved; 1 at first. */
  long nextCampaignId();

  /** In the order of their numbers. */
  List<StoredPart> parts(long campaign);

  void save(StoredPart part);

  /** The engine's text about one device of a part, without keys; costs the same however many. */
  void saveParticipant(long campaign, int part, DeviceId device, String state);

  Map<DeviceId, String> participants(long campaign, int part);

  List<StoredDeviceRecord> registry();

  void save(StoredDeviceRecord device);

  /** Takes a device from the registry, if it is there; sets and groups keep its name. */
  void remove(DeviceId device);

  List<StoredFile.Entry> files();

  Optional<StoredFile> file(String sha256);

  void save(StoredFile file);

  List<StoredMulticastGroup> groups();

  void save(StoredMulticastGroup group);

  Map<String, Set<DeviceId>> deviceSets();

  void saveDeviceSet(String name, Set<DeviceId> devices);

  void removeDeviceSet(String name);

  /** Returns when what was saved so far is durable. */
  void commit();
}
