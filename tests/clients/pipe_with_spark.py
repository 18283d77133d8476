"""Pipes the lines of a file through a command, in three partitions of Spark and one that is empty, and prints what comes out.

Usage: pipe_with_spark.py FILE COMMAND
"""

import sys

from pyspark import SparkContext

path, command = sys.argv[1:]
spark = SparkContext("local[2]", "naranhi")
with open(path, encoding="utf-8") as file:
    lines = spark.parallelize(file.read().splitlines(), 3)
lines = lines.union(spark.parallelize([], 1))
for row in lines.pipe(command, checkCode=True).collect():
    print(row)
