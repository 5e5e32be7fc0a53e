package dev.fuota.fleet.result;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a result line by line, as {@link ResultWriter} writes it. It takes no more than the lines
 * that a head announces, and no line that is longer than one can be.
 */
final class ResultReader {
  private static final int LINE_MAX = 1 << 20;
  private static final String FIRST = "{\"format\":\"" + ResultWriter.FORMAT + "\",";

  private final String name;
  private final BufferedReader in;
  private int number;

  ResultReader(String name, Reader text) {
    this.name = name;
    this.in = new BufferedReader(text);
  }

  FleetResult read() {
    begin();
    Head head = HeadNode.read(field("head"));
    for (String unread : List.of("figures", "percentiles", "checks", "linesSha256")) {
      value(unread);
    }
    Map<Integer, Fields> cells = cells(head);
    Map<Integer, List<DeviceLine>> devices = devices(cells);
    if (!line().isEmpty()) {
      throw problem("something behind the end");
    }
    List<CellResult> results = new ArrayList<>();
    cells.forEach(
        (cell, fields) ->
            results.add(CellNode.read(fields, devices.getOrDefault(cell, List.of()))));
    return new FleetResult(head, results);
  }

  /** What stands before the cells. */
  Outline outline() {
    begin();
    Head head = HeadNode.read(field("head"));
    Fields figures = field("figures");
    Fields percentiles = field("percentiles");
    return OutlineNode.read(head, figures, percentiles, list("checks"));
  }

  private void begin() {
    if (!line().equals(FIRST)) {
      throw problem("it does not begin with " + FIRST);
    }
    if (!line().startsWith("\"ok\":")) {
      throw problem("not \"ok\":");
    }
  }

  private List<Fields> list(String key) {
    JsonNode value = value(key);
    return new Fields(place(), Nodes.object().set(key, value)).objects(key);
  }

  private Map<Integer, Fields> cells(Head head) {
    expect("\"cells\":[");
    Map<Integer, Fields> cells = new LinkedHashMap<>();
    long devices = 0;
    for (String line = line(); !line.equals("],"); line = line()) {
      Fields cell = new Fields(place(), parse(line));
      int key = CellNode.number(cell);
      devices += CellNode.devices(cell);
      if (key >= head.cellsInAll() || cells.put(key, cell) != null || devices > head.devices()) {
        throw problem("a cell too many, or twice");
      }
    }
    return cells;
  }

  private Map<Integer, List<DeviceLine>> devices(Map<Integer, Fields> cells) {
    expect("\"devices\":[");
    Map<Integer, List<DeviceLine>> devices = new HashMap<>();
    Map<String, String> reasons = new HashMap<>();
    for (String line = line(); !line.equals("]}"); line = line()) {
      Fields device = new Fields(place(), parse(line));
      Fields cell = cells.get(DeviceNode.cell(device));
      if (cell == null) {
        throw problem("a device of a cell that is not there");
      }
      List<DeviceLine> of =
          devices.computeIfAbsent(DeviceNode.cell(device), any -> new ArrayList<>());
      of.add(DeviceNode.read(device, reasons));
      if (of.size() > CellNode.devices(cell)) {
        throw problem("a device too many for its cell");
      }
    }
    cells.forEach(
        (key, cell) -> {
          if (devices.getOrDefault(key, List.of()).size() < CellNode.devices(cell)) {
            throw new ResultProblem(
                "RESULT_NOT_WHOLE",
                name
                    + ": it has not a line for each device of cell "
                    + key
                    + ", as the results of more than "
                    + FleetJson.LINES_MAX
                    + " devices that are whole, or were stopped; take those of the shares");
          }
        });
    return devices;
  }

  private void expect(String wanted) {
    if (!line().equals(wanted)) {
      throw problem("not " + wanted);
    }
  }

  private Fields field(String key) {
    JsonNode value = value(key);
    return new Fields(place(), value);
  }

  private JsonNode value(String key) {
    String line = line();
    String start = "\"" + key + "\":";
    if (!line.startsWith(start)) {
      throw problem("not " + start);
    }
    return parse(line.substring(start.length()));
  }

  private JsonNode parse(String line) {
    String json = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    try {
      return Nodes.MAPPER.readTree(json);
    } catch (JacksonException bad) {
      throw problem("no JSON (" + bad.getOriginalMessage() + ")");
    }
  }

  /** The next line, without its end; empty at the end of the file. */
  private String line() {
    number++;
    StringBuilder line = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
        if (line.length() > LINE_MAX) {
          throw problem("longer than a line of a result can be");
        }
      }
    } catch (IOException e) {
      throw new ResultProblem("RESULT_UNREADABLE", place() + ": " + e.getMessage());
    }
    return line.toString();
  }

  private String place() {
    return name + ":" + number;
  }

  private ResultProblem problem(String what) {
    return new ResultProblem("RESULT_BAD", place() + ": " + what);
  }
}
