"""Plants with all their quantities written out; the figures were worked out apart from this code.

Constructed examples (invented quantities). Expected values: steel by a fixed-point iteration of 400 rounds
over the processes, the others by arithmetic as shown. CO2 in kg, carbon to CO2 by 44/12.
"""

import numpy as np
import pytest

from tanchi.engine import System, intensities, require_closure, shares, supply

CO2 = 44 / 12 * 1000


class Plant:
    """Partitioned processes: each product's column takes its share of every line."""

    def __init__(self):
        self.columns, self.entries, self.burdens = [], [], {}

    def process(self, makes, uses, burden, split=None):
        """Add a process; amounts made and used, its own burden (kg), and the products' shares."""
        split = split or dict.fromkeys(makes, 1.0)
        for product, made in makes.items():
            self.columns.append(product)
            self.entries.append((product, product, made))
            self.entries += [(used, product, -amount * split[product]) for used, amount in uses.items()]
            self.burdens[product] = burden * split[product]

    def system(self):
        names = tuple(self.columns)
        row, col = ([names.index(e[k]) for e in self.entries] for k in (0, 1))
        return System.of(names, names, row, col, [e[2] for e in self.entries])

    def footprints(self):
        system = self.system()
        own = np.array([[self.burdens[name]] for name in system.columns])
        found = intensities(system, own)
        leaving = system_leaving(self, system.products)
        require_closure(np.ones(len(own)), own, leaving, found)
        return dict(zip(system.products, found[:, 0].tolist(), strict=True)), float(own.sum())


def system_leaving(plant, products):
    """Return made minus used of each product."""
    return np.array([sum(e[2] for e in plant.entries if e[0] == name) for name in products])


def by(amounts, key):
    names = tuple(amounts)
    found = shares(names, np.array(list(amounts.values())), np.array([key[n] for n in names]))
    return dict(zip(names, found.tolist(), strict=True))


BLAST_FURNACE_GAS, COKE_GAS, CONVERTER_GAS = 0.0708, 0.0121, 0.0496  # tC/GJ


def steel(gases_carry_burden):
    plant = Plant()
    coking = {"coke": 750.0, "cog": 8000.0, "tar": 30.0}
    iron = {"hot_metal": 1200.0, "bfg": 7900.0, "slag": 350.0}
    crude = {"slab": 1250.0, "ldg": 900.0}
    main = {"coke": 1.0, "hot_metal": 1.0, "slab": 1.0}
    energy = {"coke": 28.2, "cog": 1.0, "tar": 28.0, "hot_metal": 1.6}
    energy |= {"bfg": 1.0, "slag": 0.0, "slab": 0.07, "ldg": 1.0}
    key = energy if gases_carry_burden else {name: main.get(name, 0.0) for name in energy}
    plant.process(coking, {"bfg": 3000.0, "power": 40.0},
                  1000 * 300 + 3000 * BLAST_FURNACE_GAS * CO2, by(coking, key))  # fmt: skip
    plant.process({"sinter": 2000.0}, {"coke": 80.0, "cog": 200.0},
                  2000 * 60 + 200 * 15 + (80 * 0.83 + 200 * COKE_GAS + 200 * 0.12) * CO2)  # fmt: skip
    plant.process(iron, {"sinter": 2000.0, "coke": 600.0, "bfg": 2500.0},
                  150 * 310 + (2000 + 0.98 * 500) * BLAST_FURNACE_GAS * CO2, by(iron, key))  # fmt: skip
    carbon_lost = 1200 * 0.047 + 100 * 0.01 + 60 * 0.002 - 1250 * 0.002 - 900 * CONVERTER_GAS
    plant.process(
        crude, {"hot_metal": 1200.0, "home_scrap": 60.0}, 100 * 20 + carbon_lost * CO2, by(crude, key)
    )
    rolled = {"coil": 800.0, "rebar": 390.0}
    plant.process(rolled, {"slab": 1250.0, "cog": 1500.0, "power": 100.0}, 1500 * COKE_GAS * CO2,
                  by(rolled, dict.fromkeys(rolled, 1.0)))  # fmt: skip
    plant.process({"home_scrap": 60.0}, {}, 0.0)
    burnt = 2400 * BLAST_FURNACE_GAS + 900 * CONVERTER_GAS + 6300 * COKE_GAS
    plant.process({"power": 300.0}, {"bfg": 2400.0, "ldg": 900.0, "cog": 6300.0}, burnt * CO2)
    return plant


def test_steel_where_gases_carry_no_burden():
    found, total = steel(gases_carry_burden=False).footprints()
    assert found["coil"] == pytest.approx(2290.144, abs=5e-4)
    assert found["power"] == pytest.approx(3554.1, abs=5e-2)
    assert found["coke"] == pytest.approx(1627.952, abs=5e-4)
    assert total == pytest.approx(3_407_884, abs=0.5)


def test_steel_with_gases_by_energy_runs_in_loops():
    plant = steel(gases_carry_burden=True)
    found, total = plant.footprints()
    assert len(plant.columns) == 13
    assert found["coil"] == pytest.approx(1160.5634223967, abs=1e-9)
    assert found["bfg"] == pytest.approx(397.5413801012, abs=1e-9)
    assert found["power"] == pytest.approx(11075.7062070041, abs=1e-9)
    assert total == pytest.approx(3_407_884, abs=0.5)


def test_seven_of_the_steel_columns_hang_together_under_the_energy_key_and_none_otherwise():
    assert max(block.size for block in steel(gases_carry_burden=True).system().blocks) == 7
    assert max(block.size for block in steel(gases_carry_burden=False).system().blocks) == 1


def test_own_power_mixed_with_grid_power_when_part_of_it_is_sold():
    # 300 MWh made, 210 sold; 90 and 50 from the grid (600 kg/MWh) supply the 140 used inside.
    plant = steel(gases_carry_burden=False)
    for place, (product, column, amount) in enumerate(plant.entries):
        if product == "power" and column != "power":
            plant.entries[place] = ("mix", column, amount)
    plant.process({"mix": 140.0}, {"power": 90.0}, 50 * 600.0)
    found, total = plant.footprints()
    assert found["mix"] == pytest.approx((90 * 3554.1 + 50 * 600) / 140, abs=0.04)
    assert found["mix"] == pytest.approx(2499.0642857143, abs=1e-9)
    assert total == pytest.approx(3_437_884, abs=0.5)


def test_cement_with_power_from_waste_heat():
    plant = Plant()
    calcined = 400 * 0.65 + 600 * (0.66 - 0.01)
    limestone = (calcined * 44 / 56 + 1000 * 0.015 * 1.1) * 1000
    fossil_fuel = (3000 * 25.8 + 0.6 * 400 * 25) * 44 / 12 + 3000 * 2 + 400 * 1
    plant.process({"clinker": 1000.0}, {"mix": 60.0}, limestone + fossil_fuel)
    plant.process({"waste_heat": 500.0}, {}, 0.0)
    plant.process({"heat_power": 40.0}, {"waste_heat": 500.0}, 0.0)
    plant.process({"mix": 130.0}, {"heat_power": 40.0}, 90 * 600.0)
    plant.process({"po425": 1000.0}, {"mix": 40.0, "clinker": 830.0}, 120 * 10 + 50 * 5)
    plant.process({"psb": 300.0}, {"mix": 30.0, "clinker": 120.0}, 170 * 10)
    found, _ = plant.footprints()
    assert found["mix"] == pytest.approx(90 / 130 * 600)
    assert found["clinker"] == pytest.approx(864.3373626374, abs=1e-9)
    assert found["po425"] == pytest.approx(735.4653956044, abs=1e-9)
    assert found["psb"] == pytest.approx(392.9400732601, abs=1e-9)


def test_three_cement_sites_one_of_which_has_no_kiln():
    plant = Plant()
    plant.process({"clinker_a": 1000.0}, {}, 120 * 2500.0)
    plant.process({"clinker_b": 200.0}, {}, 30 * 2500.0)
    plant.process({"clinker_sold": 450.0}, {"clinker_a": 400.0, "clinker_b": 50.0}, 0.0)
    plant.process({"cement_a": 800.0}, {"clinker_a": 600.0}, 30 * 600.0)
    plant.process({"cement_b": 900.0}, {"clinker_b": 150.0}, 40 * 600.0)
    plant.process({"cement_c": 500.0}, {"clinker_sold": 350.0}, 20 * 600.0)
    plant.process({"company": 2200.0}, {"cement_a": 800.0, "cement_b": 900.0, "cement_c": 500.0}, 0.0)
    found, total = plant.footprints()
    assert (found["clinker_a"], found["clinker_b"]) == pytest.approx((300.0, 375.0))
    assert found["clinker_sold"] == pytest.approx((400 * 300 + 50 * 375) / 450)
    assert found["cement_a"] == pytest.approx(247.5)
    assert found["cement_b"] == pytest.approx(89.1667, abs=5e-5)
    assert found["cement_c"] == pytest.approx(239.8333, abs=5e-5)
    assert found["company"] == pytest.approx(180.9848, abs=5e-5)
    assert total == pytest.approx(429_000)


HVC = ("ethylene", "propylene", "butadiene", "btx")
CRACKED = {"ethylene": 342.2, "propylene": 156.7, "butadiene": 46.6, "btx": 202.1, "fuel_products": 74.2}
PRICE = {"ethylene": 7500.0, "propylene": 7000.0, "butadiene": 9000.0, "btx": 6000.0, "fuel_products": 3000.0}
HEATING = {"ethylene": 47.2, "propylene": 45.8, "butadiene": 44.6, "btx": 40.5, "fuel_products": 42.0}


def cracked(feedstock, energy):
    """Return burdens 2 of feedstock and 1 of energy handed out by their shares."""
    return (2.0 * feedstock + 1.0 * energy).tolist()


def by_key(key=None, among=None):
    amounts = np.array(list(CRACKED.values()))
    factor = np.array([key[p] for p in CRACKED]) if key else np.ones(5)
    return shares(tuple(CRACKED), amounts, factor, among=among)


def test_cracker_by_mass():
    found = cracked(by_key(), by_key())
    assert found == pytest.approx([1.2492, 0.5720, 0.1701, 0.7378, 0.2709], abs=5e-5)


def test_cracker_with_energy_by_mass_of_high_value_products():
    found = cracked(by_key(), by_key(among=HVC))
    assert found == pytest.approx([1.2905, 0.5910, 0.1757, 0.7622, 0.1806], abs=6e-5)
    assert sum(found) == pytest.approx(3.0, rel=1e-15)


def test_cracker_by_value_and_by_heating_value():
    by_price = cracked(by_key(PRICE), by_key(PRICE))
    assert by_price == pytest.approx([1.3953, 0.5964, 0.2280, 0.6593, 0.1210], abs=5e-5)
    by_heating = cracked(by_key(HEATING), by_key(HEATING))
    assert by_heating == pytest.approx([1.3200, 0.5865, 0.1699, 0.6689, 0.2547], abs=5e-5)


def test_co_products_together_carry_what_the_process_carried():
    # Selling all products of the coke oven leaves the plant with the burden it had before the split.
    plant = steel(gases_carry_burden=True)
    system = plant.system()
    own = np.array([[plant.burdens[name]] for name in system.columns])
    runs = supply(system, system_leaving(plant, system.products))
    assert runs == pytest.approx(np.ones(13))
    assert (system_leaving(plant, system.products) @ intensities(system, own))[0] == pytest.approx(own.sum())
