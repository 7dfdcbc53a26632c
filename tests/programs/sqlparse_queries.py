"""sqlparse: splitting, formatting with every option, token trees and walking them."""
# packages: python3-sqlparse

import hashlib

import sqlparse
from sqlparse import sql, tokens as T

SCRIPT = """
-- schema
CREATE TABLE users (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(50) NOT NULL DEFAULT 'x;y', created TIMESTAMP, CHECK (id > 0));
CREATE OR REPLACE FUNCTION f(a int) RETURNS int AS $$ BEGIN IF a > 1 THEN RETURN a; ELSE RETURN 0; END IF; END; $$ LANGUAGE plpgsql;
insert into users (id, name) values (1, 'it''s'), (2, "q"), (3, null); update users set name = upper(name), id = id + 1 where id in (select max(id) from t group by x having count(*) > 2);
select u.*, count(distinct o.id) as n, case when u.age >= 18 and u.age < 65 then 'adult' when u.age is null then 'unknown' else 'other' end as grp, coalesce(a, b, 0)::int, x -> 'k' from users u left outer join orders o on u.id = o.uid and o.total between 1 and 2.5e3 inner join lines l using (oid) where (u.name like '%a%' or not exists (select 1 from bans where bans.uid = u.id)) and u.created > now() - interval '1 day' /* multi
line */ group by 1, u.id having count(*) > 3 order by n desc nulls last, u.name asc limit 10 offset 5;
with recursive tree (id, parent) as (select id, parent from nodes where parent is null union all select n.id, n.parent from nodes n join tree t on n.parent = t.id) select row_number() over (partition by parent order by id desc rows between 1 preceding and current row) rn, array[1,2], @v := 5 from tree;
delete from a where b = :param and c = ? and d = %(x)s and e = $1; drop table if exists t cascade; begin; commit;
merge into t using s on (t.id = s.id) when matched then update set x = 1 when not matched then insert values (1);
select foo.bar.baz, "Quoted Name"."col", `tick`, [bracket] from db..tbl # mysql comment
where a=1 AND b<>2 AND c!=3 AND d<=>4 AND e||f = g;
declare @x int = 5; exec sp_help 'x'; alter table t add column c decimal(10, 2); create index i on t (a desc, b); grant select on t to u;
"""
statements = sqlparse.split(SCRIPT)
print(len(statements), [s.split("\n")[-1][:40] for s in statements])
for options in ({}, {"reindent": True}, {"reindent_aligned": True}, {"reindent": True, "comma_first": True}, {"reindent": True, "wrap_after": 30, "indent_width": 4}, {"reindent": True, "indent_columns": True, "indent_after_first": True}, {"keyword_case": "upper", "identifier_case": "capitalize"}, {"strip_comments": True, "strip_whitespace": True}, {"truncate_strings": 3, "truncate_char": "~"}, {"use_space_around_operators": True}, {"output_format": "python"}, {"output_format": "php"}, {"reindent": True, "indent_tabs": True}, {"reindent": True, "keyword_case": "upper"}):
    out = sqlparse.format(SCRIPT, **options)
    print(options, len(out), hashlib.sha256(out.encode()).hexdigest()[:16])
print(sqlparse.format(statements[4], reindent=True, keyword_case="upper"))
print(sqlparse.format(statements[5], reindent_aligned=True))
for parsed in sqlparse.parse(SCRIPT):
    kinds = {}
    for token in parsed.flatten():
        kinds[str(token.ttype)] = kinds.get(str(token.ttype), 0) + 1
    print(parsed.get_type(), len(parsed.tokens), sorted(kinds.items(), key=lambda kv: (-kv[1], kv[0]))[:5], "".join(t.value for t in parsed.flatten()) == str(parsed))


def tables(token, found):
    seen_from = False
    for t in getattr(token, "tokens", ()):
        if seen_from and isinstance(t, sql.Identifier):
            found.append((t.get_real_name(), t.get_alias()))
            seen_from = False
        elif seen_from and isinstance(t, sql.IdentifierList):
            found += [(i.get_real_name(), i.get_alias()) for i in t.get_identifiers()]
            seen_from = False
        elif t.ttype is T.Keyword and (t.value.upper() == "FROM" or "JOIN" in t.value.upper()):
            seen_from = True
        tables(t, found)
    return found


for s in statements[3:6]:
    print(tables(sqlparse.parse(s)[0], []))
query = sqlparse.parse("select a.b as c, f(x, 1) d, case when 1 then 2 end from t1 x, (select 2) y where p = 1 and q in (1, 2)")[0]
import io
buffer = io.StringIO()
query._pprint_tree(f=buffer)
print("\n".join(line.split(" '")[0].rstrip() for line in buffer.getvalue().split("\n")))
for token in query.tokens:
    if isinstance(token, sql.IdentifierList):
        print([(i.get_name(), i.get_alias(), i.get_parent_name(), type(i).__name__) for i in token.get_identifiers() if hasattr(i, "get_name")])
where = query[-1]
print(type(where).__name__, [type(t).__name__ for t in where.get_sublists()], where.token_next_by(m=(T.Keyword, "AND"))[1].value, query.token_first().value, query.token_index(where), where.within(sql.Statement), where.has_ancestor(query))
for text in ("", ";", ";;", "select", "'unclosed", "select 'a''b'", "a;b;c", "/* x", "(((", ")", "select 1e5, .5, 0x1F, -3", "begin; select 1; end", "é = 'ü'", "select\t\n1", "$$ a; b $$;c", "--"):
    print(repr(text), sqlparse.split(text), repr(sqlparse.format(text, reindent=True)), [str(t.ttype) for s in sqlparse.parse(text) for t in s.flatten()][:6])
for bad in ({"keyword_case": "x"}, {"indent_width": "a"}, {"nope": 1}, {"wrap_after": -1}, {"strip_comments": 5}, {"output_format": "c"}):
    try:
        print(sqlparse.format("select 1", **bad))
    except Exception as e:
        print(type(e).__name__, e)
big = " union all ".join(f"select {', '.join(f'c{k} + {n} as a{k}' for k in range(12))} from t{n} where x{n} = {n} and y > 2" for n in range(60))
print(len(sqlparse.format(big, reindent=True, keyword_case="upper").split("\n")))
