package dev.fuota.server.campaign;

import dev.fuota.server.port.Downlink;
import java.util.List;
import java.util.Optional;

/** What a campaign brings to its devices. */
public sealed interface Job {

  CampaignKind kind();

  /** What devices do when the campaign has reached it with them, in a sentence. */
  String goal();

  /** The file that goes over the air; empty if none does. */
  default Optional<CutFile> file() {
    return Optional.empty();
  }

  /**
   * Commands for the devices of a group, each sent once over the temporary session.
   *
   * @param commands may be none: then the groups are set up, and that is all
   */
  record ConfigureGroups(List<Downlink> commands) implements Job {
    public ConfigureGroups {
      commands = List.copyOf(commands);
    }

    @Override
    public String goal() {
      return "got the commands";
    }

    @Override
    public CampaignKind kind() {
      return CampaignKind.CONFIGURE_MULTICAST_GROUPS;
    }
  }

  /** Any file. */
  record UploadFile(CutFile content) implements Job {
    @Override
    public String goal() {
      return "have the file";
    }

    @Override
    public CampaignKind kind() {
      return CampaignKind.UPLOAD_BINARY_FILE;
    }

    @Override
    public Optional<CutFile> file() {
      return Optional.of(content);
    }
  }

  /** A firmware: a file whose {@code fwVersion} the devices report when they run it. */
  record UpgradeFirmware(CutFile content) implements Job {
    public UpgradeFirmware {
      if (content.fwVersion().isEmpty()) {
        throw new IllegalArgumentException("a firmware has a version");
      }
    }

    @Override
    public String goal() {
      return "run " + FirmwareVersion.text(content.fwVersion().orElseThrow());
    }

    @Override
    public CampaignKind kind() {
      return CampaignKind.FIRMWARE_UPGRADE;
    }

    @Override
    public Optional<CutFile> file() {
      return Optional.of(content);
    }
  }
}
