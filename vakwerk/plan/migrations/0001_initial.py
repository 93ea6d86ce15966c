import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('action', models.CharField(blank=True, db_index=True, help_text='number of the action of the plan', max_length=8)),
                ('outcome', models.CharField(blank=True, help_text='key of the outcome in the paper', max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('unit', models.CharField(help_text='what one counts: pupils, programmes, schools, per cent', max_length=40)),
                ('counts', models.CharField(help_text='what is counted and what is not', max_length=500)),
                ('source', models.CharField(help_text='where the figures come from', max_length=300)),
                ('about_pupils', models.BooleanField(default=False, help_text='counts children: a figure under 5 is not shown')),
                ('entered_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(help_text='who keeps it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'ordering': ['action', 'outcome', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('action', ''), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('action', ''), _negated=True), ('outcome', '')), _connector='OR'), name='indicator_of_action_or_outcome')],
            },
        ),
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='the day it was counted, or the last day of its period')),
                ('period', models.CharField(blank=True, help_text='in words: school year 2024-2025', max_length=60)),
                ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ('source', models.CharField(max_length=300)),
                ('link', models.URLField(blank=True)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('entered_at', models.DateTimeField()),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='plan.indicator')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['indicator', 'day'], name='plan_indica_indicat_0c9842_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__gte', 0), _connector='OR'), name='figure_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='ActionStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(db_index=True, max_length=8)),
                ('status', models.CharField(choices=[('not_started', 'Not started'), ('preparing', 'Being prepared'), ('running', 'Running'), ('done', 'Done'), ('stopped', 'Stopped')], max_length=12)),
                ('on', models.DateField(help_text='the day for which this holds')),
                ('text', models.CharField(max_length=1000)),
                ('source', models.CharField(max_length=300)),
                ('link', models.URLField(blank=True)),
                ('entered_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'verbose_name_plural': 'action statuses',
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['not_started', 'preparing', 'running', 'done', 'stopped'])), name='status_known')],
            },
        ),
    ]
