// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes up the story of a seed: some machines and instances, and what happens to them. */
final class StoryWriter {
    /** Hours of long intervals cost less. */
    private static final int[] INTERVALS_CENTIS = {100, 100, 100, 200, 300, 500, 1_000, 2_000, 3_000};

    private static final int SHORT_INTERVAL_CENTIS = 20;
    /** About what one story is worth, in hours of virtual routers. */
    private static final double ROUTER_HOURS = 13;

    private static final int FIRST_VRID = 51;
    private static final String[] CHECKS = {"web", "dns"};

    private final SplittableRandom random;
    private final long seed;
    private final int machines;
    private final int instances;
    private final boolean grouped;
    private final List<Line> lines = new ArrayList<>();
    private final List<Map<String, Map<String, String>>> files = new ArrayList<>();
    private final boolean[] running;
    private double seconds;
    private int spareVrid;

    private StoryWriter(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
        machines = 2 + (random.nextInt(3) == 0 ? 1 + random.nextInt(3) : random.nextInt(2));
        int size = random.nextInt(10);
        instances = size < 6 ? 1 + random.nextInt(4) : size < 9 ? 5 + random.nextInt(11) : 16 + random.nextInt(35);
        grouped = instances > 1 && random.nextInt(3) == 0;
        running = new boolean[machines];
        spareVrid = FIRST_VRID + instances;
    }

    static Story write(long seed) {
        return new StoryWriter(seed).write();
    }

    private Story write() {
        writeFiles();
        for (int machine = 1; machine <= machines; machine++) {
            seconds = 0;
            if (random.nextBoolean()) {
                say("drift", machine, random.nextInt(20_001) - 10_000);
            }
            if (random.nextInt(5) == 0) {
                say("startup_delay", machine, 1 + random.nextInt(20));
            }
            seconds = random.nextInt(4) == 0 ? random.nextInt(10_000) / 1e3 : 0;
            start(machine);
        }
        double length = Math.clamp(ROUTER_HOURS * 3600 / (machines * instances), 300, 14_400);
        // Faults come in crowds, with quiet times in between.
        int crowds = 1 + random.nextInt(6);
        for (int crowd = 0; crowd < crowds; crowd++) {
            seconds = length * (crowd + random.nextDouble()) / crowds;
            double pause = random.nextInt(3) == 0 ? 0.2 : 1 + random.nextInt(30);
            for (int faults = 1 + random.nextInt(12); faults > 0; faults--) {
                fault(1 + random.nextInt(machines));
                seconds += random.nextDouble() * pause;
            }
            if (random.nextInt(4) == 0) {
                judge();
            }
        }
        return new Story(seed, machines, lines);
    }

    private void say(String verb, Object... words) {
        List<String> texts = new ArrayList<>();
        for (Object word : words) {
            texts.add(word.toString());
        }
        lines.add(new Line(Math.round(seconds * 1_000) * World.MILLISECOND, verb, texts));
    }

    // --- Files -------------------------------------------------------------------------------------------------------

    private void writeFiles() {
        int interval = random.nextInt(40) == 0 ? SHORT_INTERVAL_CENTIS : someInterval();
        int[] priorities = new int[machines];
        for (int machine = 0; machine < machines; machine++) {
            priorities[machine] = 1 + random.nextInt(254);
            files.add(new LinkedHashMap<>());
        }
        boolean equal = random.nextInt(8) == 0;
        boolean track = random.nextInt(3) == 0;
        for (int instance = 0; instance < instances; instance++) {
            Map<String, String> common = new LinkedHashMap<>();
            common.put("vrid", Integer.toString(FIRST_VRID + instance));
            common.put("lan", Integer.toString(random.nextInt(4) == 0 ? 1 : 0));
            int version = random.nextInt(3) == 0 ? 2 : 3;
            common.put("version", Integer.toString(version));
            int own = grouped || random.nextInt(3) != 0 ? interval : someInterval();
            common.put("interval", Integer.toString(version == 2 ? Math.max(100, own) : own));
            common.put("vips", addresses(instance));
            if (random.nextInt(6) == 0) {
                common.put("unicast", "own");
            }
            if (version == 2 && random.nextInt(3) == 0) {
                common.put("auth", "secret");
            }
            if (version == 3 && random.nextInt(5) == 0) {
                common.put("checksum2", "1");
            }
            int owner = !grouped && random.nextInt(12) == 0 ? random.nextInt(machines) : -1;
            for (int machine = 0; machine < machines; machine++) {
                Map<String, String> block = new LinkedHashMap<>(common);
                int priority = grouped ? priorities[machine] : 1 + random.nextInt(254);
                block.put("priority", Integer.toString(machine == owner ? 255 : equal ? 100 : priority));
                if (machine != owner) {
                    decorate(block, track && !grouped);
                }
                files.get(machine).put("VI_" + (instance + 1), block);
                set(machine + 1, "VI_" + (instance + 1));
            }
        }
        if (grouped) {
            writeGroups();
        }
    }

    private int someInterval() {
        return INTERVALS_CENTIS[random.nextInt(INTERVALS_CENTIS.length)];
    }

    private void decorate(Map<String, String> block, boolean track) {
        if (grouped) {
            return;
        }
        if (random.nextInt(6) == 0) {
            block.put("nopreempt", "1");
        } else if (random.nextInt(6) == 0) {
            block.put("delay", Integer.toString(1 + random.nextInt(10)));
        }
        if (random.nextInt(6) == 0) {
            block.put("noanswer", "1");
        }
        if (block.containsKey("unicast") && random.nextBoolean()) {
            block.put("tracksource", "1");
        }
        if (track && random.nextBoolean()) {
            int weight = random.nextInt(3) == 0 ? 0 : random.nextInt(101) - 50;
            block.put("track", CHECKS[random.nextInt(CHECKS.length)] + ":" + weight);
        }
    }

    /** Groups are the same on all machines. */
    private void writeGroups() {
        StringBuilder members = new StringBuilder();
        int count = 2 + random.nextInt(Math.min(instances - 1, 6));
        for (int instance = 1; instance <= count; instance++) {
            members.append(instance == 1 ? "" : ",").append("VI_").append(instance);
        }
        for (int machine = 1; machine <= machines; machine++) {
            say("group", machine, "VG", members);
        }
    }

    private String addresses(int instance) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return "10.50.1." + (instance + 1) + "/16"; // in the subnet of the machine's own address
        }
        StringBuilder addresses = new StringBuilder();
        for (int number = 1 + random.nextInt(3); number > 0; number--) {
            addresses
                    .append(addresses.isEmpty() ? "" : ",")
                    .append("10.60.")
                    .append(instance + 1)
                    .append('.')
                    .append(number)
                    .append(kind == 1 ? "/24" : "/32");
        }
        return addresses.toString();
    }

    private void set(int machine, String name) {
        StringBuilder words = new StringBuilder();
        files.get(machine - 1)
                .get(name)
                .forEach((key, value) -> words.append(words.isEmpty() ? "" : " ")
                        .append(key)
                        .append('=')
                        .append(value));
        List<Object> all = new ArrayList<>(List.of(machine, name));
        all.addAll(List.of(words.toString().split(" ", -1)));
        say("set", all.toArray());
    }

    // --- Faults ------------------------------------------------------------------------------------------------------

    private void start(int machine) {
        running[machine - 1] = true;
        say("start", machine);
    }

    private void fault(int machine) {
        int other = 1 + random.nextInt(machines);
        int lan = random.nextInt(SimulatedKernel.LANS);
        switch (random.nextInt(25)) {
            case 0 -> say("loss", random.nextInt(60));
            case 1 -> say("disorder", random.nextInt(30));
            case 2 -> say("cut", machine, other);
            case 3 -> say("isolate", machine);
            case 4 -> say("heal");
            case 5 -> say("stall", machine, random.nextInt(random.nextBoolean() ? 50 : 20_000) / 1e3);
            case 6 -> say("suspend", machine, random.nextInt(20_000) / 1e3);
            case 7 -> say("crash", machine);
            case 8, 9 -> start(machine);
            case 10 -> say("stop", machine);
            case 11, 12 -> flap(machine, lan);
            case 13 -> {
                say("delete", machine, lan);
                seconds += random.nextDouble();
                say("create", machine, lan);
            }
            case 14 -> {
                say("lose", machine, lan);
                seconds += random.nextDouble() * 5;
                say("return", machine, lan);
            }
            case 15 -> say("steal", machine, someAddress(machine));
            case 16 -> say("squat", machine, lan, "10.99.0." + (1 + random.nextInt(9)));
            case 17 -> {
                say("overrun", machine);
                flap(machine, lan);
            }
            case 18 -> {
                say("deafen", machine, 1 + random.nextInt(3));
                flap(machine, lan);
            }
            case 19 -> say("repeat", machine);
            case 20 ->
                say("check", machine, CHECKS[random.nextInt(CHECKS.length)], random.nextBoolean() ? "up" : "down");
            case 24 -> say("mtu", machine, lan, 1_400 + 10 * random.nextInt(10));
            default -> {
                edit(machine);
                say("reload", machine);
            }
        }
    }

    private void flap(int machine, int lan) {
        say("link", machine, lan, "down");
        seconds += random.nextInt(3) == 0 ? random.nextDouble() * 0.01 : random.nextDouble() * 10;
        if (random.nextInt(4) != 0) {
            say("link", machine, lan, "up");
        }
    }

    private String someAddress(int machine) {
        List<String> vips = new ArrayList<>();
        files.get(machine - 1)
                .values()
                .forEach(block -> vips.addAll(List.of(block.get("vips").split(",", -1))));
        String vip = vips.get(random.nextInt(vips.size()));
        return vip.substring(0, vip.indexOf('/'));
    }

    /** Some valid edits of one file; what peers have to agree on is edited in all of them. */
    private void edit(int machine) {
        Map<String, Map<String, String>> file = files.get(machine - 1);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            List<String> names = List.copyOf(file.keySet());
            String name = names.get(random.nextInt(names.size()));
            Map<String, String> block = file.get(name);
            switch (random.nextInt(grouped ? 6 : 11)) {
                case 0 -> moveAddress(machine, name, names.get(random.nextInt(names.size())));
                case 1 -> say("startup_delay", machine, random.nextInt(10));
                case 2 -> {
                    block.put("excluded", "10.70.0." + (1 + random.nextInt(200)) + "/32");
                    set(machine, name);
                }
                case 3 -> {
                    if (block.remove("excluded") != null) {
                        set(machine, name);
                    }
                }
                case 4 -> {
                    block.put(
                            "vips", block.get("vips") + ",10.61." + machine + "." + (1 + random.nextInt(250)) + "/32");
                    set(machine, name);
                }
                case 5 -> {} // a reload without a change
                case 6, 7 -> {
                    if (!block.get("priority").equals("255")) {
                        block.put("priority", Integer.toString(1 + random.nextInt(254)));
                        set(machine, name);
                    }
                }
                case 8 -> {
                    if (file.size() > 1) {
                        say("drop", machine, name);
                        file.remove(name);
                    }
                }
                case 9 -> {
                    String renamed = name + "x";
                    say("drop", machine, name);
                    file.remove(name);
                    file.put(renamed, block);
                    set(machine, renamed);
                }
                default -> add(machine);
            }
        }
    }

    private void moveAddress(int machine, String from, String to) {
        Map<String, String> source = files.get(machine - 1).get(from);
        Map<String, String> target = files.get(machine - 1).get(to);
        int comma = source.get("vips").indexOf(',');
        if (from.equals(to) || comma < 0 || !source.get("lan").equals(target.get("lan"))) {
            return;
        }
        String moved = source.get("vips").substring(0, comma);
        source.put("vips", source.get("vips").substring(comma + 1));
        target.put("vips", target.get("vips") + "," + moved);
        set(machine, from);
        set(machine, to);
    }

    private void add(int machine) {
        if (spareVrid > 250) {
            return;
        }
        Map<String, String> block = new LinkedHashMap<>();
        block.put("vrid", Integer.toString(spareVrid));
        block.put("lan", Integer.toString(random.nextInt(SimulatedKernel.LANS)));
        block.put("version", "3");
        block.put("interval", "100");
        block.put("priority", Integer.toString(1 + random.nextInt(254)));
        block.put("vips", "10.62." + spareVrid + ".1/32");
        files.get(machine - 1).put("VI_" + spareVrid, block);
        set(machine, "VI_" + spareVrid);
        spareVrid += random.nextInt(2);
    }

    /** A clean partition, or none, and time to agree. */
    private void judge() {
        say("heal");
        if (random.nextBoolean()) {
            say("isolate", 1 + random.nextInt(machines));
        }
        say("judge");
        say("heal");
    }
}
